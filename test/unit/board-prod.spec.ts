import assert from "node:assert/strict";
import { unwrapSecrets, valueOf } from "@moorage/testing";
import type { Recorded } from "@moorage/testing";
import { CANARY, devConfig, kindOf, metadataOf, objectsOf, prodConfig, run, withoutSecrets } from "./board-run.ts";
import type { Run, WorkloadSpec } from "./board-run.ts";

describe("The prod stack of board under mocks", () => {
  let all: readonly Recorded[];
  let outputs: Run["outputs"];
  let dev: readonly Recorded[];

  before(async () => {
    dev = (await run("dev", devConfig)).all;
    ({ all, outputs } = await run("prod", prodConfig));
  });

  const one = (kind: string, name?: string): Recorded => {
    const found = objectsOf(all, kind).filter((each) => name === undefined || each.name === name);
    assert.equal(found.length, 1, `${kind} ${name ?? ""}: ${found.length}`);
    return found[0] as Recorded;
  };
  const pods = (): WorkloadSpec => one("Deployment").inputs["spec"] as WorkloadSpec;

  it("runs the same services as dev, under the same names", () => {
    const names = (of: readonly Recorded[], kind: string): readonly string[] => objectsOf(of, kind).map(({ name }) => name).sort();
    for (const kind of ["Deployment", "ConfigMap", "Ingress", "Namespace"]) assert.equal(names(all, kind).length, names(dev, kind).length, kind);
    assert.deepEqual(names(all, "Deployment"), names(dev, "Deployment"));
  });

  it("leaves the replicas to an autoscaler that keeps three to six", () => {
    assert.equal(pods().replicas, undefined);
    const { minReplicas, maxReplicas } = one("HorizontalPodAutoscaler").inputs["spec"] as { readonly minReplicas: number; readonly maxReplicas: number };
    assert.deepEqual([minReplicas, maxReplicas], [3, 6]);
    assert.equal((one("PodDisruptionBudget").inputs["spec"] as { readonly maxUnavailable: number }).maxUnavailable, 1);
  });

  it("runs no database, and gives the managed one the name that dev's has, its own end apart", async () => {
    assert.equal(objectsOf(all, "StatefulSet").length, 0);
    assert.equal(objectsOf(all, "PersistentVolumeClaim").length, 0);
    const service = one("Service", "postgres");
    assert.equal(metadataOf(service).name, "postgres-service");
    assert.deepEqual((service.inputs["spec"] as { readonly externalName: string }).externalName, "db.example.com");
    assert.equal(await valueOf(outputs.v1.databaseHost), "postgres-service.postgresql-prod.svc.cluster.local");
  });

  it("verifies the managed server by an authority that every pod has as a file", () => {
    const secrets = objectsOf(all, "Secret").map(({ inputs }) => unwrapSecrets(inputs["data"]) as Readonly<Record<string, string>>);
    const url = new URL(Buffer.from(secrets.find((data) => "DATABASE_URL" in data)?.["DATABASE_URL"] ?? "", "base64").toString());
    assert.equal(url.searchParams.get("sslmode"), "verify-ca");
    const [container] = pods().template.spec.containers;
    const folder = (url.searchParams.get("sslrootcert") ?? "").replace(/\/[^/]*$/, "");
    assert.ok(container?.volumeMounts.some(({ mountPath }) => mountPath === folder), folder);
    assert.ok(secrets.some((data) => "ca.crt" in data));
  });

  it("asks a registry for its image, by the address that it was pushed to", async () => {
    const [container] = pods().template.spec.containers;
    assert.match(container?.image ?? "", /^registry\.example\.com\/moorage\/board-api:[0-9a-f]{16}/);
    assert.equal(container?.imagePullPolicy, "IfNotPresent");
    assert.equal(await valueOf(outputs.v1.image), container.image);
  });

  it("has TLS on its Ingress and tells an address that begins with https", async () => {
    const { tls } = one("Ingress").inputs["spec"] as { readonly tls: readonly { readonly hosts: readonly string[]; readonly secretName: string }[] };
    assert.deepEqual(tls, [{ hosts: ["board.example.com"], secretName: "board-tls" }]);
    assert.equal(await valueOf(outputs.v1.url), "https://board.example.com");
  });

  it("remembers that its data is managed", () => {
    assert.equal(outputs.data["postgres"]?.mode, "managed");
  });

  it("shows the database's password to Secrets alone, and there only marked as secret", () => {
    const forms = [CANARY, encodeURIComponent(CANARY), Buffer.from(CANARY).toString("base64")];
    for (const resource of all) {
      if (kindOf(resource) !== "Secret") for (const form of forms) assert.ok(!JSON.stringify(unwrapSecrets(resource.inputs)).includes(form), resource.type);
      for (const form of forms) assert.ok(!JSON.stringify(withoutSecrets(resource.inputs)).includes(form), resource.type);
    }
  });
});
