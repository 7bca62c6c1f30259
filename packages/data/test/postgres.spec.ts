import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { InputError } from "@moorage/core";
import type { NamespaceReference } from "@moorage/core";
import { Recorder, unwrapSecrets, valueOf } from "@moorage/testing";
import { Postgres, postgresConnection } from "../src/index.ts";
import type { PostgresArgs } from "../src/index.ts";

const PASSWORD = "p@ss/w0rd? #1";
const STATEFUL_SET = "kubernetes:apps/v1:StatefulSet";

interface Spec {
  readonly replicas: number;
  readonly serviceName: string;
  readonly template: { readonly spec: { readonly securityContext: { readonly runAsNonRoot: boolean }; readonly automountServiceAccountToken: boolean; readonly containers: readonly { readonly image: string; readonly imagePullPolicy: string; readonly env: readonly object[]; readonly securityContext: object; readonly readinessProbe: { readonly exec: { readonly command: readonly string[] } } }[] } };
  readonly volumeClaimTemplates: readonly { readonly spec: { readonly resources: object } }[];
}

describe("Postgres", () => {
  let recorder: Recorder;
  let args: PostgresArgs;

  beforeEach(async () => {
    recorder = await Recorder.start();
    const namespace: NamespaceReference = { plainName: "postgresql-dev", name: pulumi.output("postgresql-dev") };
    args = { namespace, password: PASSWORD, serviceName: "postgres-service", database: "board", partOf: "board" };
  });

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

  it("runs as hardened as any workload, and asks a registry only when the image is not there", async () => {
    new Postgres("postgres", args);
    const { spec } = ((await recorder.only(STATEFUL_SET)).inputs["spec"] as Spec).template;
    assert.equal(spec.securityContext.runAsNonRoot, true);
    assert.equal(spec.automountServiceAccountToken, false);
    assert.ok(spec.containers[0] !== undefined);
    assert.deepEqual(spec.containers[0].securityContext, { allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } });
    assert.equal(spec.containers[0].imagePullPolicy, "IfNotPresent");
    assert.doesNotMatch(spec.containers[0].image, /latest/);
  });

  it("is asked for its readiness with its own user and database", async () => {
    new Postgres("postgres", { ...args, username: "owner" });
    const { spec } = ((await recorder.only(STATEFUL_SET)).inputs["spec"] as Spec).template;
    assert.deepEqual(spec.containers[0]?.readinessProbe.exec.command, ["pg_isready", "-q", "-U", "owner", "-d", "board", "-h", "127.0.0.1"]);
  });

  it("is refused for everything that is wrong at once, without its password", () => {
    const wrong = { ...args, serviceName: "Postgres_Service", storage: "10GB" as "10Gi", image: "postgres:latest" };
    assert.throws(() => new Postgres("postgres", wrong), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.equal(error.problems.length, 3);
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

describe("the URL of a connection", () => {
  it("gives back whatever the password was", async () => {
    await Recorder.start();
    await fc.assert(fc.asyncProperty(fc.string({ minLength: 1 }), async (password) => {
      const { url } = postgresConnection({ host: "db", port: 5432, database: "shop", username: "me" }, password);
      assert.equal(decodeURIComponent(new URL(await valueOf(url)).password), password);
    }), { numRuns: 50 });
  });
});
