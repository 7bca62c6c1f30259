import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { unwrapSecrets, valueOf } from "@moorage/testing";
import type { Recorded, Recorder } from "@moorage/testing";
import { CANARY, devConfig, kindOf, metadataOf, objectsOf, run, withoutSecrets } from "./board-run.ts";
import type { Container, Run, WorkloadSpec } from "./board-run.ts";

describe("The dev stack of board under mocks", () => {
  let recorder: Recorder;
  let all: readonly Recorded[];
  let outputs: Run["outputs"];

  before(async () => ({ recorder, all, outputs } = await run("dev", devConfig)));

  const objects = (kind?: string): readonly Recorded[] => objectsOf(all, kind);
  const workloads = (): readonly { readonly resource: Recorded; readonly spec: WorkloadSpec }[] => ["Deployment", "StatefulSet"].flatMap(objects).map((resource) => ({ resource, spec: resource.inputs["spec"] as WorkloadSpec }));
  const containers = (): readonly Container[] => workloads().flatMap(({ spec }) => spec.template.spec.containers);
  const api = (): WorkloadSpec => objects("Deployment")[0]?.inputs["spec"] as WorkloadSpec;

  it("registers exactly these URNs, which are public: whoever renames one replaces what is alive", async () => {
    const urns = [...(await recorder.urns())].map((urn) => urn.replace("urn:pulumi:dev::moorage::", "")).sort();
    assert.deepEqual(urns, [
      "moorage:app:Application$moorage:data:Postgres::postgres",
      "moorage:app:Application$moorage:image:ContainerImage::board-api",
      "moorage:app:Application$moorage:namespace:AppNamespace::board",
      "moorage:app:Application$moorage:namespace:AppNamespace::postgresql-dev",
      "moorage:app:Application$moorage:network:Exposure::board-api",
      "moorage:app:Application$moorage:network:IngressRoutes::board",
      "moorage:app:Application$moorage:secret:AppConfig::board-api",
      "moorage:app:Application$moorage:secret:AppSecret::board-api",
      "moorage:app:Application$moorage:workload:Workload::board-api",
      "moorage:app:Application::board",
      "moorage:data:Postgres$kubernetes:apps/v1:StatefulSet::postgres",
      "moorage:data:Postgres$kubernetes:core/v1:PersistentVolumeClaim::postgres-data",
      "moorage:data:Postgres$kubernetes:core/v1:Secret::postgres",
      "moorage:data:Postgres$kubernetes:core/v1:Service::postgres",
      "moorage:data:Postgres$kubernetes:core/v1:ServiceAccount::postgres",
      "moorage:data:Postgres$kubernetes:networking.k8s.io/v1:NetworkPolicy::postgres",
      "moorage:namespace:AppNamespace$kubernetes:core/v1:LimitRange::board",
      "moorage:namespace:AppNamespace$kubernetes:core/v1:LimitRange::postgresql-dev",
      "moorage:namespace:AppNamespace$kubernetes:core/v1:Namespace::board",
      "moorage:namespace:AppNamespace$kubernetes:core/v1:Namespace::postgresql-dev",
      "moorage:namespace:AppNamespace$kubernetes:core/v1:ResourceQuota::board",
      "moorage:namespace:AppNamespace$kubernetes:core/v1:ResourceQuota::postgresql-dev",
      "moorage:namespace:AppNamespace$kubernetes:networking.k8s.io/v1:NetworkPolicy::board",
      "moorage:namespace:AppNamespace$kubernetes:networking.k8s.io/v1:NetworkPolicy::postgresql-dev",
      "moorage:network:Exposure$kubernetes:core/v1:Service::board-api",
      "moorage:network:IngressRoutes$kubernetes:networking.k8s.io/v1:Ingress::board",
      "moorage:secret:AppConfig$kubernetes:core/v1:ConfigMap::board-api",
      "moorage:secret:AppSecret$kubernetes:core/v1:Secret::board-api",
      "moorage:workload:Workload$kubernetes:apps/v1:Deployment::board-api",
      "moorage:workload:Workload$kubernetes:core/v1:ServiceAccount::board-api",
      "moorage:workload:Workload$kubernetes:networking.k8s.io/v1:NetworkPolicy::board-api",
      "moorage:workload:Workload$kubernetes:policy/v1:PodDisruptionBudget::board-api",
      "pulumi:providers:kubernetes::rendering",
    ]);
  });

  it("makes each object once", () => {
    const names = all.map(({ type, name }) => `${type} ${name}`);
    assert.equal(new Set(names).size, names.length);
    assert.equal(all.length, 33);
  });

  it("makes every object by the platform's provider and none by a default one", () => {
    assert.equal(objects().length, 22);
    for (const { provider, type } of objects()) assert.match(provider, /::pulumi:providers:kubernetes::rendering::/, type);
  });

  it("keeps the database in a namespace of its own", () => {
    for (const object of objects().filter((each) => kindOf(each) !== "Namespace")) {
      assert.equal(metadataOf(object).namespace, object.name.startsWith("postgres") ? "postgresql-dev" : "board-dev", `${object.type} ${object.name}`);
    }
    assert.deepEqual(objects("Namespace").map((each) => metadataOf(each).name).sort(), ["board-dev", "postgresql-dev"]);
  });

  it("labels every object as a part of board that Pulumi manages", () => {
    for (const object of objects()) {
      const { labels } = metadataOf(object);
      assert.deepEqual([labels["app.kubernetes.io/part-of"], labels["app.kubernetes.io/managed-by"]], ["board", "pulumi"], object.type);
    }
  });

  it("gives fixed names to what is found by name, and none to what pods are replaced for: PostgreSQL follows its password while it runs", () => {
    for (const object of objects()) assert.equal(metadataOf(object).name === undefined, ["ConfigMap", "Secret"].includes(kindOf(object)) && object.name !== "postgres", object.type);
  });

  it("runs two replicas of board-api with 256Mi and 100m each, and twice that at most", () => {
    assert.equal(api().replicas, 2);
    assert.deepEqual(api().template.spec.containers.map(({ resources }) => resources), [{ requests: { cpu: "100m", memory: "256Mi", "ephemeral-storage": "256Mi" }, limits: { cpu: "200m", memory: "512Mi", "ephemeral-storage": "512Mi" } }]);
  });

  it("tells every container what it may use", () => {
    assert.equal(containers().length, 2);
    for (const { resources } of containers()) for (const amounts of [resources.requests, resources.limits]) assert.deepEqual(Object.keys(amounts).sort(), ["cpu", "ephemeral-storage", "memory"]);
  });

  it("hardens every pod alike", () => {
    for (const { resource, spec } of workloads()) {
      const pod = spec.template.spec;
      assert.deepEqual([pod.securityContext["runAsNonRoot"], pod.securityContext["seccompProfile"], pod.automountServiceAccountToken], [true, { type: "RuntimeDefault" }, false], resource.type);
      for (const { securityContext } of pod.containers) {
        assert.deepEqual(securityContext, { allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } }, resource.type);
      }
    }
    assert.deepEqual(workloads().map(({ spec }) => spec.template.spec.serviceAccountName).sort(), objects("ServiceAccount").map((each) => metadataOf(each).name).sort());
  });

  it("asks board-api for life and readiness at its own paths", () => {
    const [container] = api().template.spec.containers;
    const asked = [container?.startupProbe, container?.livenessProbe, container?.readinessProbe].map((probe) => probe?.httpGet);
    assert.deepEqual(asked, ["/health", "/health", "/health/ready"].map((path) => ({ path, port: "http" })));
  });

  it("names no image without an exact tag, and never latest", () => {
    for (const { image } of containers()) assert.match(image, /^[^:]+:(?!latest)[\w.-]+$/);
  });

  it("asks a registry never for what is built here, and for the rest only when it is not there", () => {
    assert.deepEqual(containers().map(({ image, imagePullPolicy }) => [image.split(":")[0], imagePullPolicy]), [["board-api", "Never"], ["postgres", "IfNotPresent"]]);
  });

  it("selects in each Service exactly the pods of one workload, by labels without a version", () => {
    for (const service of objects("Service")) {
      const { selector } = service.inputs["spec"] as { selector: Readonly<Record<string, string>> };
      const selected = workloads().filter(({ spec }) => Object.entries(selector).every(([key, value]) => spec.template.metadata.labels[key] === value));
      assert.deepEqual(selected.map(({ resource }) => resource.name), [service.name]);
      assert.deepEqual(Object.keys(selector).sort(), ["app.kubernetes.io/instance", "app.kubernetes.io/name"]);
      assert.deepEqual(selected[0]?.spec.selector.matchLabels, selector);
    }
  });

  it("shows the database's password to Secrets alone, and there only marked as secret", () => {
    const forms = [CANARY, encodeURIComponent(CANARY), Buffer.from(CANARY).toString("base64")];
    const shown = (value: unknown): boolean => forms.some((form) => JSON.stringify(value).includes(form));
    for (const resource of all) {
      if (kindOf(resource) !== "Secret") assert.equal(shown(unwrapSecrets(resource.inputs)), false, resource.type);
      assert.equal(shown(withoutSecrets(resource.inputs)), false, resource.type);
      assert.equal(JSON.stringify(withoutSecrets(resource.inputs)).includes("postgresql://"), false, resource.type);
    }
    for (const { env } of containers()) assert.deepEqual((env ?? []).map(({ name }) => name).filter((name) => /PASSWORD$|URL/.test(name)), []);
  });

  it("gives board-api the address of its database by the full name of its Service, with the password escaped", () => {
    const secret = objects("Secret").find(({ name }) => name === "board-api");
    const data = unwrapSecrets(secret?.inputs["data"]) as Record<string, string>;
    assert.deepEqual(Object.keys(data), ["DATABASE_URL"]);
    assert.equal(Buffer.from(data["DATABASE_URL"] ?? "", "base64").toString(), "postgresql://postgres:canary%2Fof%20the%2Bdatabase@postgres-service.postgresql-dev.svc.cluster.local:5432/board");
  });

  it("gives board-api its settings and its secrets, by what holds them now", () => {
    assert.deepEqual(api().template.spec.containers.map(({ envFrom }) => envFrom), [[{ configMapRef: { name: "board-api" } }, { secretRef: { name: "board-api" } }]]);
  });

  it("leads its Ingress to a Service that leads to the pods' own port", () => {
    const specOf = (kind: string): Record<string, unknown> => objects(kind).find(({ name }) => name === (kind === "Ingress" ? "board" : "board-api"))?.inputs["spec"] as Record<string, unknown>;
    const [rule] = specOf("Ingress")["rules"] as { host: string; http: { paths: { backend: { service: { name: string; port: { number: number } } } }[] } }[];
    const [port] = specOf("Service")["ports"] as { port: number; targetPort: string }[];
    assert.equal(rule?.host, "board.localhost");
    assert.deepEqual(rule.http.paths[0]?.backend.service, { name: "board-api", port: { number: port?.port } });
    assert.equal(port?.targetPort, "http");
  });

  it("tells other programs where it is, and how to reach the database as a secret", async () => {
    const { v1, v1Secrets, contract, data } = outputs;
    const open = pulumi.output(v1);
    const { image, ...plain } = await valueOf(open);
    assert.deepEqual(plain, { namespace: "board-dev", url: "http://board.localhost", apiHost: "board-api.board-dev.svc.cluster.local", databaseHost: "postgres-service.postgresql-dev.svc.cluster.local" });
    assert.match(image, /^board-api:[0-9a-f]{16}$/);
    assert.deepEqual([data, contract.name, contract.version], [{ postgres: { mode: "in-cluster", storage: "1Gi" } }, "board", 1]);
    assert.deepEqual([await pulumi.isSecret(open), await pulumi.isSecret(v1Secrets)], [false, true]);
  });

  it("has as many replicas and logs as much as its settings say", async () => {
    const told = await run("dev", { ...devConfig, "moorage:replicas": "3", "moorage:logLevel": "WARNING" });
    const of = (kind: string): Recorded | undefined => told.all.find((resource) => kindOf(resource) === kind && resource.name === "board-api");
    assert.equal((of("Deployment")?.inputs["spec"] as WorkloadSpec).replicas, 3);
    assert.deepEqual(of("ConfigMap")?.inputs["data"], { API_PORT: "8000", LOG_LEVEL: "WARNING" });
  });
});
