import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { renderingPlatform } from "@moorage/platform";
import { Recorder, unwrapSecrets } from "@moorage/testing";
import type { Recorded } from "@moorage/testing";
import { runStack } from "../../stacks/index.ts";

const CANARY = "canary-of-the-database";

async function run(stack: string, config: Readonly<Record<string, string>>): Promise<readonly Recorded[]> {
  const recorder = await Recorder.start({ stack });
  pulumi.runtime.setAllConfig({ ...config }, ["moorage:databasePassword"]);
  process.env["PULUMI_CONFIG_SECRET_KEYS"] = '["moorage:databasePassword"]';
  runStack(renderingPlatform);
  return recorder.resources();
}

const config = { "moorage:host": "board.localhost", "moorage:databasePassword": CANARY };

describe("The dev stack of board under mocks", () => {
  let all: readonly Recorded[];

  before(async () => (all = await run("dev", config)));
  after(() => delete process.env["PULUMI_CONFIG_SECRET_KEYS"]);

  const objects = (): readonly Recorded[] => all.filter(({ component, type }) => !component && type.startsWith("kubernetes:"));

  it("registers these resources under these names, which are public", () => {
    assert.deepEqual(all.map(({ type, name }) => `${type} ${name}`).sort(), [
      "kubernetes:apps/v1:Deployment board-api",
      "kubernetes:apps/v1:StatefulSet postgres",
      "kubernetes:core/v1:ConfigMap board-api",
      "kubernetes:core/v1:Namespace board",
      "kubernetes:core/v1:Namespace postgresql",
      "kubernetes:core/v1:Secret board-api",
      "kubernetes:core/v1:Secret postgres",
      "kubernetes:core/v1:Service board-api",
      "kubernetes:core/v1:Service postgres",
      "kubernetes:core/v1:ServiceAccount board-api",
      "kubernetes:core/v1:ServiceAccount postgres",
      "kubernetes:networking.k8s.io/v1:Ingress board-api",
      "moorage:data:Postgres postgres",
      "moorage:image:ContainerImage board-api",
      "moorage:namespace:AppNamespace board",
      "moorage:namespace:AppNamespace postgresql",
      "moorage:network:Exposure board-api",
      "moorage:secret:AppConfig board-api",
      "moorage:secret:AppSecret board-api",
      "moorage:workload:Workload board-api",
      "pulumi:providers:kubernetes rendering",
    ]);
  });

  it("keeps the database in a namespace of its own", () => {
    const namespaceOf = ({ inputs }: Recorded): unknown => (inputs["metadata"] as Record<string, unknown>)["namespace"];
    for (const object of objects().filter(({ type }) => !type.endsWith(":Namespace"))) {
      assert.equal(namespaceOf(object), object.name === "postgres" ? "postgresql-dev" : "board-dev", `${object.type} ${object.name}`);
    }
  });

  it("runs two replicas of board-api with 256Mi and 100m each, and twice that at most", () => {
    const spec = objects().find(({ type }) => type.endsWith(":Deployment"))?.inputs["spec"] as { replicas: number; template: { spec: { containers: { resources: object }[] } } };
    assert.equal(spec.replicas, 2);
    assert.deepEqual(spec.template.spec.containers.map(({ resources }) => resources), [{ requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "200m", memory: "512Mi" } }]);
  });

  it("names no image without an exact tag, and never latest", () => {
    const images = [...JSON.stringify(objects().map(({ inputs }) => inputs)).matchAll(/"image":"([^"]+)"/g)].map(([, image]) => image ?? "");
    assert.equal(images.length, 2);
    for (const image of images) assert.match(image, /^[^:]+:(?!latest)[\w.-]+$/);
  });

  it("shows the database's password to Secrets alone", () => {
    for (const { type, inputs } of all) {
      const text = JSON.stringify(unwrapSecrets(inputs));
      assert.equal([CANARY, Buffer.from(CANARY).toString("base64")].some((form) => text.includes(form)) && !type.endsWith(":Secret"), false, type);
    }
  });

  it("leads its Ingress to a Service that leads to the pods' own port", () => {
    const specOf = (kind: string): Record<string, unknown> => objects().find(({ type, name }) => type.endsWith(`:${kind}`) && name === "board-api")?.inputs["spec"] as Record<string, unknown>;
    const [rule] = specOf("Ingress")["rules"] as { host: string; http: { paths: { backend: { service: { port: { number: number } } } }[] } }[];
    const [port] = specOf("Service")["ports"] as { port: number; targetPort: string }[];
    assert.equal(rule?.host, "board.localhost");
    assert.equal(rule.http.paths[0]?.backend.service.port.number, port?.port);
    assert.equal(port?.targetPort, "http");
  });

  it("does not exist under another name", async () => {
    await assert.rejects(run("prdo", config), /stack prdo: has no program; expected one of dev/);
  });
});
