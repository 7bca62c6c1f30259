import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import { Recorder, unwrapSecrets, valueOf } from "@moorage/testing";
import { Mongo, Nats, Postgres, Redis } from "../src/index.ts";
import type { DataArgs, DataTransforms } from "../src/index.ts";
import { CREDENTIALS } from "../src/kind.ts";
import { GENERATED, PASSWORD, dataNamespace, everyKind, kinds, made, strict } from "./made.ts";
import type { Container, Kind, Pod } from "./made.ts";

const roles: Readonly<Record<Kind, string>> = { Postgres: "database", Redis: "cache", Mongo: "database", Nats: "messaging" };
const folders: Readonly<Record<Kind, string>> = { Postgres: "/var/lib/postgresql/data", Redis: "/data", Mongo: "/data/db", Nats: "/data" };
const follows: Readonly<Record<Kind, boolean>> = { Postgres: true, Redis: false, Mongo: true, Nats: false };
const selector = { "app.kubernetes.io/name": "db", "app.kubernetes.io/instance": "db" };
const containersOf = (pod: Pod): readonly Container[] => [...(pod.initContainers ?? []), ...pod.containers];

for (const kind of everyKind) {
  describe(`${kind} in the cluster`, () => {
    it("makes these objects under these names, which state knows them by, and nothing else", async () => {
      const { recorder } = await made(kind, { password: PASSWORD });
      const parent = `moorage:data:${kind}`;
      assert.deepEqual([...(await recorder.urns())].map((urn) => urn.split("::").slice(2).join("::")).filter((urn) => !urn.startsWith("pulumi:")).sort(), [
        `${parent}$kubernetes:apps/v1:StatefulSet::db`,
        `${parent}$kubernetes:core/v1:PersistentVolumeClaim::db-data`,
        `${parent}$kubernetes:core/v1:Secret::db`,
        `${parent}$kubernetes:core/v1:Service::db`,
        `${parent}$kubernetes:core/v1:ServiceAccount::db`,
        `${parent}$kubernetes:networking.k8s.io/v1:NetworkPolicy::db`,
        `${parent}::db`,
      ]);
    });

    it("puts all of it into its namespace, with the labels of its system", async () => {
      const { children } = await made(kind, { partOf: "shop" });
      for (const { type, inputs } of children.filter((each) => each.type.startsWith("kubernetes:"))) {
        const { namespace, labels } = inputs["metadata"] as { namespace: string; labels: object };
        assert.equal(namespace, "data", type);
        assert.deepEqual(labels, { ...selector, "app.kubernetes.io/component": roles[kind], "app.kubernetes.io/part-of": "shop", "app.kubernetes.io/managed-by": "pulumi" }, type);
      }
    });

    it("is one pod, whose selector never changes and which a broken predecessor does not hold up", async () => {
      const spec = (await made(kind, { partOf: "shop" })).spec("StatefulSet") as Record<string, unknown>;
      assert.deepEqual([spec["replicas"], spec["serviceName"], spec["podManagementPolicy"], spec["selector"]], [1, "db", "Parallel", { matchLabels: selector }]);
      assert.ok(!("volumeClaimTemplates" in spec), "a claim made of a template cannot grow");
      const { metadata } = spec["template"] as { metadata: { labels: Record<string, string> } };
      for (const [key, value] of Object.entries(selector)) assert.equal(metadata.labels[key], value);
    });

    it("keeps its data on a claim of its own that nothing waits for, which a StatefulSet's pod does anyway", async () => {
      const { inputs, metadata, pod } = await made(kind, { storage: "5Gi" });
      assert.deepEqual(inputs("PersistentVolumeClaim")["spec"], { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "5Gi" } } });
      assert.equal(metadata("PersistentVolumeClaim").name, "db-data");
      assert.deepEqual(metadata("PersistentVolumeClaim").annotations, { "pulumi.com/skipAwait": "true" });
      const volume = pod().volumes.find((each) => each.persistentVolumeClaim?.claimName === "db-data");
      assert.equal(pod().containers[0].volumeMounts.find(({ name }) => name === volume?.name)?.mountPath, folders[kind]);
    });

    it("replaces nothing when its claim grows", async () => {
      const without = async (storage: DataArgs["storage"]): Promise<unknown> => {
        const { children } = await made(kind, { password: "x", ...(storage === undefined ? {} : { storage }) });
        return children.filter(({ type }) => !type.endsWith(":PersistentVolumeClaim") && !(kind === "Nats" && type.endsWith(":Secret")));
      };
      assert.deepEqual(JSON.parse(JSON.stringify(await without("1Gi"))), JSON.parse(JSON.stringify(await without("2Gi"))));
    });

    it("has the cluster's own class of volume unless another is asked for", async () => {
      assert.ok(!("storageClassName" in ((await made(kind)).spec("PersistentVolumeClaim") as object)));
      assert.equal(((await made(kind, { storageClass: "fast" })).spec("PersistentVolumeClaim") as { storageClassName: string }).storageClassName, "fast");
    });

    it("is protected from deletion with its data, where the environment protects data, and only its claims are", async () => {
      const image = `${kinds[kind].defaults.image}@sha256:${"0".repeat(64)}`;
      const protectedOnes = async (args: Partial<DataArgs>): Promise<readonly string[]> => Object.entries((await made(kind, args)).protects).filter(([, protect]) => protect).map(([name]) => name);
      assert.deepEqual(await protectedOnes({ rules: strict, image, backup: false }), ["PersistentVolumeClaim db-data"]);
      assert.deepEqual(await protectedOnes({ rules: { ...strict, protectData: false }, image }), []);
      assert.deepEqual(await protectedOnes({}), []);
    });

    it("has a Service of a fixed name that leads straight to its pod, and that nothing waits for", async () => {
      const { metadata, spec, pod } = await made(kind, { serviceName: "its-service" });
      const { port } = kinds[kind].defaults;
      assert.deepEqual(spec("Service"), { clusterIP: "None", selector, ports: [{ name: kinds[kind].port, port, targetPort: kinds[kind].port, protocol: "TCP" }] });
      assert.equal(metadata("Service").name, "its-service");
      assert.deepEqual(metadata("Service").annotations, { "pulumi.com/skipAwait": "true" });
      assert.equal(pod().containers[0].ports?.find(({ name }) => name === kinds[kind].port)?.containerPort, port);
    });

    it("lets whom it is for in on its one port, and nothing but questions for names out", async () => {
      const clients = [{ namespace: "shop" }, { selector: { app: "report" } }];
      const policy = (await made(kind, { clients })).spec("NetworkPolicy") as { podSelector: object; policyTypes: readonly string[]; ingress: readonly { from: readonly object[]; ports: readonly { port: number }[] }[]; egress: readonly { ports: readonly { port: number }[] }[] };
      assert.deepEqual([policy.podSelector, policy.policyTypes], [{ matchLabels: selector }, ["Ingress", "Egress"]]);
      assert.deepEqual(policy.ingress.map(({ from }) => from), [
        [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } }],
        [{ podSelector: { matchLabels: { app: "report" } } }],
      ]);
      for (const { ports } of policy.ingress) assert.deepEqual(ports.map(({ port }) => port), [kinds[kind].defaults.port]);
      assert.deepEqual(policy.egress.map(({ ports }) => ports.map(({ port }) => port)), [[53, 53]]);
    });

    it("lets everybody in where nobody is named, and nobody where that is said", async () => {
      const ingress = async (args: Partial<DataArgs>): Promise<readonly object[]> => ((await made(kind, args)).spec("NetworkPolicy") as { ingress: readonly object[] }).ingress;
      assert.deepEqual(await ingress({}), [{ ports: [{ protocol: "TCP", port: kinds[kind].defaults.port }] }]);
      assert.deepEqual(await ingress({ clients: [] }), []);
    });

    it("runs as hardened as any workload, every container of it", async () => {
      const { pod, inputs } = await made(kind);
      const { runAsNonRoot, runAsUser, fsGroup, seccompProfile } = pod().securityContext;
      assert.deepEqual([runAsNonRoot, runAsUser, fsGroup, seccompProfile], [true, 10001, 10001, { type: "RuntimeDefault" }]);
      assert.deepEqual([pod().automountServiceAccountToken, pod().serviceAccountName, inputs("ServiceAccount")["automountServiceAccountToken"]], [false, "db", false]);
      for (const container of containersOf(pod())) {
        assert.deepEqual(container.securityContext, { allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } }, container.name);
        for (const part of ["cpu", "memory", "ephemeral-storage"]) assert.ok(container.resources.requests[part] !== undefined && container.resources.limits[part] !== undefined, `${container.name} ${part}`);
      }
    });

    it("asks a registry only when the image is not there, and runs the same one in every container", async () => {
      for (const container of containersOf((await made(kind)).pod())) assert.deepEqual([container.image, container.imagePullPolicy], [kinds[kind].defaults.image, "IfNotPresent"]);
      for (const container of containersOf((await made(kind, { image: "mirror.example.com/db:1.2" })).pod())) assert.equal(container.image, "mirror.example.com/db:1.2");
    });

    it("asks for twice at most of what it asks for at least, as somebody says it differently too", async () => {
      const { cpu, memory } = kinds[kind].defaults.requests;
      const usual = (await made(kind)).pod().containers[0].resources;
      assert.deepEqual([usual.requests["cpu"], usual.requests["memory"]], [cpu, memory]);
      assert.deepEqual([usual.limits["cpu"], usual.limits["memory"]], [`${parseInt(cpu, 10) * 2}m`, `${parseInt(memory, 10) * 2}Mi`]);
      const { requests, limits } = (await made(kind, { resources: { requests: { memory: "2Gi" } } })).pod().containers[0].resources;
      assert.deepEqual([requests["cpu"], requests["memory"], limits["memory"]], [cpu, "2Gi", "4096Mi"]);
    });

    it("tells of its health in three probes, of which no two ask the same", async () => {
      const { startupProbe, livenessProbe, readinessProbe } = (await made(kind)).pod().containers[0];
      const question = ({ exec, tcpSocket, httpGet }: typeof startupProbe): string => JSON.stringify({ exec, tcpSocket, httpGet });
      assert.notEqual(question(livenessProbe), question(readinessProbe));
      assert.equal(startupProbe.failureThreshold * startupProbe.periodSeconds, kinds[kind].defaults.startupSeconds);
      assert.notEqual(startupProbe.failureThreshold, livenessProbe.failureThreshold);
    });

    it("is told to stop at once, and given the time to do it well", async () => {
      const pod = (await made(kind)).pod();
      assert.equal(pod.terminationGracePeriodSeconds, 60);
      assert.ok(!("lifecycle" in pod.containers[0]), "nobody could be sent elsewhere in the meantime");
    });

    const stays = kind === "Postgres";
    it(stays ? "keeps its credentials in a Secret of one name, because its server follows them while it runs" : "keeps its credentials in an immutable Secret of a name that changes with them", async () => {
      const { inputs, metadata, files } = await made(kind, { password: PASSWORD });
      assert.equal(inputs("Secret")["immutable"], stays ? undefined : true);
      assert.equal("name" in metadata("Secret"), stays);
      assert.notDeepEqual(inputs("Secret")["data"], unwrapSecrets(inputs("Secret")["data"]), "the engine would keep it in plain in its state");
      assert.equal(files()["password"], PASSWORD);
    });

    it(stays ? "takes them from that Secret" : "takes them from that Secret, so that another password is another pod", async () => {
      const { pod } = await made(kind, { password: PASSWORD });
      const volume = pod().volumes.filter(({ secret }) => secret !== undefined);
      for (const { secret } of volume) assert.deepEqual(secret, { secretName: "db", defaultMode: 0o440 });
      for (const container of containersOf(pod())) {
        const mount = container.volumeMounts.find(({ mountPath }) => mountPath === CREDENTIALS);
        assert.equal(mount?.readOnly, true);
        assert.ok(volume.some(({ name }) => name === mount.name));
        assert.ok(!("envFrom" in container));
      }
    });

    it("has its password in the Secret and nowhere else", async () => {
      const { children } = await made(kind, { password: PASSWORD });
      for (const { type, inputs } of children.filter((each) => !each.type.endsWith(":Secret"))) {
        const text = JSON.stringify(inputs);
        for (const form of [PASSWORD, JSON.stringify(PASSWORD).slice(1, -1), encodeURIComponent(PASSWORD), Buffer.from(PASSWORD).toString("base64")]) assert.ok(!text.includes(form), type);
      }
    });

    it("names only variables, files and folders in each container that it has once", async () => {
      for (const { env = [], volumeMounts } of containersOf((await made(kind)).pod())) {
        for (const names of [env.map(({ name }) => name), volumeMounts.map(({ mountPath }) => mountPath)]) assert.equal(new Set(names).size, names.length);
      }
    });

    it(follows[kind] ? "sets the password of data that is there before the server starts" : "reads its password at each start, without anything before it", async () => {
      assert.deepEqual((await made(kind)).pod().initContainers?.map(({ name }) => name), follows[kind] ? ["db-password"] : undefined);
    });

    it("has a random password where none is given, for its connection and its Secret", async () => {
      const { component, files, children } = await made(kind);
      assert.equal(await valueOf(component.connection.password), GENERATED);
      assert.equal(files()["password"], GENERATED);
      assert.ok(component.generated !== undefined);
      assert.equal(children.filter(({ type }) => type.startsWith("random:")).length, 1);
    });

    it("has no random password where one is given", async () => {
      const { component } = await made(kind, { password: PASSWORD });
      assert.equal(component.generated, undefined);
      assert.equal(await valueOf(component.connection.password), PASSWORD);
    });

    it("gives password and URL as secrets, and what it is kept in plain", async () => {
      const { component } = await made(kind, { storage: "3Gi" });
      for (const output of [component.connection.password, component.connection.url]) assert.equal(await pulumi.isSecret(output), true);
      assert.deepEqual(component.state, { mode: "in-cluster", storage: "3Gi" });
      assert.deepEqual([component.managed, component.inCluster?.backup], [undefined, undefined]);
      assert.equal(component.service, component.inCluster?.service);
    });

    it("lets transforms have the last word on each child", async () => {
      const change = <T extends object>(args: T): T => ({ ...args, metadata: { name: "changed" } });
      const transform: DataTransforms = { serviceAccount: change, credentials: change, claim: change, service: change, statefulSet: change, networkPolicy: change, password: (args) => ({ ...args, length: 64 }) };
      const { children } = await made(kind, { transform });
      for (const { type, inputs } of children) {
        if (type.startsWith("random:")) assert.equal(inputs["length"], 64);
        else assert.deepEqual(inputs["metadata"], { name: "changed" }, type);
      }
    });
  });
}

describe("A data service with wrong arguments", () => {
  it("is refused for everything at once, before anything is registered and without its password", async () => {
    const recorder = await Recorder.start();
    const namespace = { ...dataNamespace(), plainName: "Data" };
    for (const Class of [Postgres, Redis, Mongo, Nats]) {
      assert.throws(() => new Class("db", { namespace, password: "canary\n", serviceName: "a_b", storage: "1GB" as "1Gi" }), (error: unknown) => {
        assert.ok(error instanceof InputError);
        assert.deepEqual(error.problems.map(({ path }) => path), ["serviceName", "password", "storage", "namespace"].map((path) => `${Class.name} db: ${path}`));
        assert.ok(!error.message.includes("canary"));
        return true;
      });
    }
    assert.deepEqual(await recorder.resources(), []);
  });
});
