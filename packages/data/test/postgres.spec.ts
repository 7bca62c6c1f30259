import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import type { NamespaceReference } from "@moorage/core";
import { Recorder, unwrapSecrets, valueOf } from "@moorage/testing";
import { Postgres, postgresDefaults } from "../src/index.ts";
import type { PostgresArgs } from "../src/index.ts";

const PASSWORD = "p@ss/w0rd? #1";
const STATEFUL_SET = "kubernetes:apps/v1:StatefulSet";

interface Container {
  readonly image: string;
  readonly imagePullPolicy: string;
  readonly env: readonly object[];
  readonly envFrom: readonly object[];
  readonly ports: readonly { readonly name: string }[];
  readonly securityContext: object;
  readonly readinessProbe: { readonly exec: { readonly command: readonly string[] } };
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}
interface Spec {
  readonly replicas: number;
  readonly serviceName: string;
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly persistentVolumeClaimRetentionPolicy: object;
  readonly template: {
    readonly metadata: { readonly labels: Readonly<Record<string, string>> };
    readonly spec: {
      readonly securityContext: Readonly<Record<string, unknown>>;
      readonly automountServiceAccountToken: boolean;
      readonly serviceAccountName: string;
      readonly containers: readonly Container[];
      readonly volumes: readonly { readonly name: string }[];
    };
  };
  readonly volumeClaimTemplates: readonly { readonly metadata: { readonly name: string; readonly labels: object }; readonly spec: { readonly resources: object } }[];
}

describe("Postgres", () => {
  let recorder: Recorder;
  let args: PostgresArgs;

  beforeEach(async () => {
    recorder = await Recorder.start();
    const namespace: NamespaceReference = { plainName: "postgresql-dev", name: pulumi.output("postgresql-dev") };
    args = { namespace, password: PASSWORD, serviceName: "postgres-service", database: "board", partOf: "board" };
  });

  const specOf = async (changes: Partial<PostgresArgs> = {}): Promise<Spec> => {
    new Postgres("postgres", { ...args, ...changes });
    return (await recorder.only(STATEFUL_SET)).inputs["spec"] as Spec;
  };

  it("makes a StatefulSet of one, its Service, its ServiceAccount and its Secret, all in its namespace", async () => {
    new Postgres("postgres", args);
    const made = (await recorder.resources()).filter(({ component }) => !component);
    assert.deepEqual(made.map(({ type }) => type.split(":").at(-1)).sort(), ["Secret", "Service", "ServiceAccount", "StatefulSet"]);
    for (const { inputs } of made) assert.equal((inputs["metadata"] as { namespace: string }).namespace, "postgresql-dev");
    assert.equal(((await recorder.only(STATEFUL_SET)).inputs["spec"] as Spec).replicas, 1);
  });

  it("is reached by the full name of its Service from any namespace", async () => {
    const { connection } = new Postgres("postgres", args);
    assert.deepEqual([connection.host, connection.port, connection.database, connection.username], ["postgres-service.postgresql-dev.svc.cluster.local", 5432, "board", "postgres"]);
    assert.equal(await valueOf(connection.url), `postgresql://postgres:${encodeURIComponent(PASSWORD)}@postgres-service.postgresql-dev.svc.cluster.local:5432/board`);
  });

  it("gives password and URL as secrets", async () => {
    const { connection } = new Postgres("postgres", args);
    for (const output of [connection.password, connection.url]) assert.equal(await pulumi.isSecret(output), true);
  });

  it("has its password in the Secret and nowhere else", async () => {
    new Postgres("postgres", args);
    const secret = await recorder.only("kubernetes:core/v1:Secret");
    const data = unwrapSecrets(secret.inputs["data"]) as Record<string, string>;
    assert.equal(Buffer.from(data["POSTGRES_PASSWORD"] ?? "", "base64").toString(), PASSWORD);
    for (const { type, inputs } of await recorder.resources()) {
      if (type === secret.type) continue;
      const text = JSON.stringify(inputs);
      for (const form of [PASSWORD, encodeURIComponent(PASSWORD), Buffer.from(PASSWORD).toString("base64")]) assert.ok(!text.includes(form), type);
    }
  });

  it("keeps its data in a subdirectory of a volume of its own", async () => {
    new Postgres("postgres", { ...args, storage: "5Gi" });
    const { template, volumeClaimTemplates } = (await recorder.only(STATEFUL_SET)).inputs["spec"] as Spec;
    assert.deepEqual(template.spec.containers[0]?.env, [{ name: "PGDATA", value: "/var/lib/postgresql/data/pgdata" }]);
    assert.deepEqual(volumeClaimTemplates.map(({ spec }) => spec.resources), [{ requests: { storage: "5Gi" } }]);
  });

  it("runs as hardened as any workload", async () => {
    const { spec } = (await specOf()).template;
    const { runAsNonRoot, runAsUser, seccompProfile } = spec.securityContext;
    assert.deepEqual([runAsNonRoot, runAsUser, seccompProfile], [true, 10001, { type: "RuntimeDefault" }]);
    assert.equal(spec.automountServiceAccountToken, false);
    assert.deepEqual(spec.containers.map(({ securityContext }) => securityContext), [{ allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } }]);
    const account = await recorder.only("kubernetes:core/v1:ServiceAccount");
    assert.equal(account.inputs["automountServiceAccountToken"], false);
    assert.equal(spec.serviceAccountName, "postgres");
  });

  it("asks a registry only when the image is not there, and never for the latest", async () => {
    const { spec } = (await specOf()).template;
    assert.deepEqual(spec.containers.map(({ image, imagePullPolicy }) => [image, imagePullPolicy]), [[postgresDefaults.image, "IfNotPresent"]]);
    assert.doesNotMatch(postgresDefaults.image, /latest/);
  });

  it("can write where the server writes and nowhere else, and each of these is a volume", async () => {
    const { template, volumeClaimTemplates } = await specOf();
    const mounts = template.spec.containers.flatMap(({ volumeMounts }) => volumeMounts);
    assert.deepEqual(mounts.map(({ mountPath }) => mountPath).sort(), ["/tmp", "/var/lib/postgresql/data", "/var/run/postgresql"]);
    const volumes = [...template.spec.volumes.map(({ name }) => name), ...volumeClaimTemplates.map(({ metadata }) => metadata.name)];
    assert.deepEqual(mounts.map(({ name }) => name).sort(), volumes.sort());
  });

  it("keeps its credentials in an immutable Secret of a name that changes with them", async () => {
    await specOf();
    const { inputs } = await recorder.only("kubernetes:core/v1:Secret");
    assert.equal(inputs["immutable"], true);
    assert.ok(!("name" in (inputs["metadata"] as object)));
    assert.notDeepEqual(inputs["data"], unwrapSecrets(inputs["data"]), "the engine would keep it in plain in its state");
    const data = unwrapSecrets(inputs["data"]) as Record<string, string>;
    assert.deepEqual(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]), [["POSTGRES_DB", "board"], ["POSTGRES_PASSWORD", PASSWORD], ["POSTGRES_USER", "postgres"]]);
  });

  it("gets its credentials from that Secret, so that another password rolls it", async () => {
    const { spec } = (await specOf()).template;
    assert.deepEqual(spec.containers.map(({ envFrom }) => envFrom), [[{ secretRef: { name: "postgres" } }]]);
  });

  it("has a Service of a fixed name that leads straight to its pod, and that nothing waits for", async () => {
    const { selector, serviceName, template } = await specOf();
    const { inputs } = await recorder.only("kubernetes:core/v1:Service");
    assert.deepEqual(inputs["spec"], { clusterIP: "None", selector: selector.matchLabels, ports: [{ name: "postgres", port: 5432, targetPort: "postgres" }] });
    const metadata = inputs["metadata"] as { name: string; annotations: object };
    assert.deepEqual([metadata.name, metadata.annotations, serviceName], ["postgres-service", { "pulumi.com/skipAwait": "true" }, "postgres-service"]);
    assert.ok(template.spec.containers.some(({ ports }) => ports.some(({ name }) => name === "postgres")));
  });

  it("selects its pod by labels that it has and that never change", async () => {
    const { selector, template, volumeClaimTemplates } = await specOf();
    assert.deepEqual(Object.keys(selector.matchLabels).sort(), ["app.kubernetes.io/instance", "app.kubernetes.io/name"]);
    for (const [key, value] of Object.entries(selector.matchLabels)) assert.equal(template.metadata.labels[key], value);
    for (const { metadata } of volumeClaimTemplates) assert.deepEqual(metadata.labels, selector.matchLabels, "other labels of a claim would force a replacement");
  });

  it("keeps its volume when it is deleted or made smaller", async () => {
    assert.deepEqual((await specOf()).persistentVolumeClaimRetentionPolicy, { whenDeleted: "Retain", whenScaled: "Retain" });
  });

  it("puts the labels of its system on everything it makes, and puts it under itself", async () => {
    await specOf();
    const made = (await recorder.resources()).filter(({ component }) => !component);
    for (const { inputs, type } of made) {
      const { labels } = inputs["metadata"] as { labels: Record<string, string> };
      assert.deepEqual([labels["app.kubernetes.io/name"], labels["app.kubernetes.io/component"], labels["app.kubernetes.io/part-of"]], ["postgres", "database", "board"], type);
    }
    for (const urn of (await recorder.urns()).slice(1)) assert.match(urn, /::moorage:data:Postgres\$kubernetes:/);
  });

  it("has the cluster's own class of volume unless another is asked for", async () => {
    const classOf = (spec: Spec): unknown => (spec.volumeClaimTemplates[0]?.spec as { storageClassName?: string }).storageClassName;
    assert.equal(classOf(await specOf()), undefined);
    recorder = await Recorder.start();
    assert.equal(classOf(await specOf({ storageClass: "fast" })), "fast");
  });

  it("lets transforms have the last word", async () => {
    const transform: NonNullable<PostgresArgs["transform"]> = {
      statefulSet: (made) => ({ ...made, metadata: { name: "other" } }),
      service: (made) => ({ ...made, metadata: { name: "another" } }),
    };
    new Postgres("postgres", { ...args, transform });
    assert.deepEqual((await recorder.only(STATEFUL_SET)).inputs["metadata"], { name: "other" });
    assert.deepEqual((await recorder.only("kubernetes:core/v1:Service")).inputs["metadata"], { name: "another" });
  });

  it("is asked for its readiness with its own user and database", async () => {
    new Postgres("postgres", { ...args, username: "owner" });
    const { spec } = ((await recorder.only(STATEFUL_SET)).inputs["spec"] as Spec).template;
    assert.deepEqual(spec.containers[0]?.readinessProbe.exec.command, ["pg_isready", "-q", "-U", "owner", "-d", "board", "-h", "127.0.0.1"]);
  });

  it("is refused for everything that is wrong at once, without its password", () => {
    const namespace: NamespaceReference = { plainName: "Data", name: pulumi.output("Data") };
    const resources: PostgresArgs["resources"] = { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "100m", memory: "2Gi" } };
    const wrong = { ...args, namespace, resources, serviceName: "Postgres_Service", storage: "10GB" as "10Gi", image: "postgres:latest" };
    assert.throws(() => new Postgres("Postgres", wrong), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems.map(({ path }) => path), ["name", "serviceName", "namespace", "storage", "resources.requests.cpu", "image"].map((path) => `Postgres Postgres: ${path}`));
      assert.match(error.message, /did you mean "10Gi"\?/);
      assert.ok(!error.message.includes(PASSWORD));
      return true;
    });
  });

  for (const image of ["postgres", "postgres:latest", "registry:5000/postgres"]) {
    it(`is refused for the image ${image}, which has no exact tag`, () => {
      assert.throws(() => new Postgres("postgres", { ...args, image }), /image: has no exact tag/);
    });
  }
});
