import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { execa } from "execa";
import { engineFacts, needsDocker, needsExecutables } from "@moorage/testing";
import type { TestFacts } from "@moorage/testing";
import { kubeCheckExecutables } from "../fixtures/kube-checks.ts";
import { findings } from "./hardening.ts";
import { Sandbox, changed, counts } from "./sandbox.ts";
import type { Result } from "./sandbox.ts";

interface Deployment {
  readonly status: { readonly readyReplicas: number };
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly { readonly image: string; readonly imagePullPolicy: string }[] } } };
}
interface Secret {
  readonly data: Readonly<Record<string, string>>;
}
interface List<T> {
  readonly items: readonly T[];
}

const PASSWORD = "dev-only-password";

describe("The dev stack of board on a real engine and a real API server", function () {
  this.timeout(180_000);
  let facts: TestFacts;
  let sandbox: Sandbox;
  let first: Result;
  /** An image that only these tests know. */
  let built: string | undefined;

  const outputs = async (): Promise<Readonly<Record<string, string>>> =>
    (await sandbox.outputs<{ readonly v1: Readonly<Record<string, string>> }>()).v1;
  const edit = (path: string, change: (text: string) => string): void => {
    const file = sandbox.path(path);
    writeFileSync(file, change(readFileSync(file, "utf8")));
  };
  const deployment = async (): Promise<Deployment> => sandbox.get<Deployment>("deployment", "board-api", "--namespace", "board-dev");

  before(async function () {
    facts = engineFacts(this);
    sandbox = new Sandbox(facts);
    await sandbox.clusterUp();
    await sandbox.pulumi(["stack", "select", "dev", "--create"]);
    first = await sandbox.up();
  });

  after(async () => {
    if (built !== undefined) await execa(facts.executables["docker"] ?? "docker", ["image", "rm", "--force", built], { reject: false });
    await (sandbox as Sandbox | undefined)?.dispose();
  });

  it("comes up with exit code 0", () => {
    assert.equal(first.exitCode, 0, first.all);
    assert.ok((counts(first)["created"] ?? 0) >= 21, first.all);
  });

  it("has both replicas of board-api and the database ready", async () => {
    assert.equal((await deployment()).status.readyReplicas, 2);
    const database = await sandbox.get<Deployment>("statefulset", "postgres", "--namespace", "postgresql-dev");
    assert.equal(database.status.readyReplicas, 1);
  });

  it("binds the database's claim to a volume", async () => {
    const claim = await sandbox.get<{ readonly status: { readonly phase: string } }>("pvc", "postgres-data", "--namespace", "postgresql-dev");
    assert.equal(claim.status.phase, "Bound");
  });

  it("gives the Ingress of board.localhost an address", async () => {
    const ingress = await sandbox.get<{ readonly spec: { readonly rules: readonly { readonly host: string }[] }; readonly status: { readonly loadBalancer: { readonly ingress: readonly object[] } } }>("ingress", "board", "--namespace", "board-dev");
    assert.equal(ingress.spec.rules[0]?.host, "board.localhost");
    assert.equal(ingress.status.loadBalancer.ingress.length, 1);
  });

  it("tells other programs its URL, namespace, image and hosts", async () => {
    const { url, namespace, image, apiHost, databaseHost } = await outputs();
    assert.match(url ?? "", /^http:\/\/board\.localhost(:\d+)?$/);
    assert.equal(namespace, "board-dev");
    assert.match(image ?? "", /^board-api:[0-9a-f]{16}$/);
    assert.equal(apiHost, "board-api.board-dev.svc.cluster.local");
    assert.equal(databaseHost, "postgres-service.postgresql-dev.svc.cluster.local");
  });

  it("runs the image by its content tag and never asks a registry for it", async () => {
    const [container] = (await deployment()).spec.template.spec.containers;
    assert.equal(container?.image, (await outputs())["image"]);
    assert.equal(container?.imagePullPolicy, "Never");
  });

  it("hands the database's URL to the pods in a Secret and nowhere else", async () => {
    const { items } = await sandbox.get<List<Secret>>("secrets", "--namespace", "board-dev");
    const [url] = items.map(({ data }) => Buffer.from(data["DATABASE_URL"] ?? "", "base64").toString());
    assert.equal(url, `postgresql://postgres:${PASSWORD}@postgres-service.postgresql-dev.svc.cluster.local:5432/board`);
    const everything = await sandbox.kubectl(["get", "deployments,statefulsets,configmaps,pods,services,ingresses,events", "--all-namespaces", "--output", "yaml"]);
    assert.ok(!everything.includes(PASSWORD));
  });

  it("keeps the password out of state, history, backups and output", () => {
    const folder = sandbox.path(".moorage", ".pulumi");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => statSync(`${folder}/${name}`).isFile());
    assert.ok(files.length > 5);
    const encoded = [PASSWORD, Buffer.from(PASSWORD).toString("base64")];
    for (const name of files) for (const text of encoded) assert.ok(!readFileSync(`${folder}/${name}`, "utf8").includes(text), name);
    for (const text of encoded) assert.ok(!first.all.includes(text));
  });

  it("has nothing that kube-linter or kube-score would change", async function () {
    assert.deepEqual(await findings(sandbox, needsExecutables(this, kubeCheckExecutables), ["board-dev", "postgresql-dev"]), []);
  });

  it("leaves every resource unchanged when it is brought up again", async () => {
    const again = await sandbox.up();
    assert.equal(again.exitCode, 0, again.all);
    assert.deepEqual(Object.keys(counts(again)), ["unchanged"], again.all);
  });

  it("previews no change after it was brought up", async () => {
    const preview = await sandbox.pulumi(["preview", "--stack", "dev", "--expect-no-changes", "--non-interactive"]);
    assert.equal(preview.exitCode, 0, preview.all);
  });

  it("is not changed by the time of a file, nor by a file that .dockerignore leaves out", async function () {
    needsDocker(this, facts);
    utimesSync(sandbox.path("apps", "board-api", "Dockerfile"), 1, 1);
    writeFileSync(sandbox.path("apps", "board-api", "README.md"), "another text");
    const again = await sandbox.up();
    assert.deepEqual(Object.keys(counts(again)), ["unchanged"], again.all);
  });

  it("builds a new tag for one changed byte and rolls only that Deployment", async () => {
    const before = (await outputs())["image"];
    edit("apps/board-api/Dockerfile", (text) => `${text}#`);
    const result = await sandbox.up();
    assert.equal(result.exitCode, 0, result.all);
    assert.deepEqual(changed(result), facts.machine.docker.available ? ["Deployment board-api", "RemoteImage board-api"] : ["Deployment board-api"]);
    built = (await outputs())["image"];
    assert.notEqual(built, before);
  });

  it("has the new image on every node before pods ask for it", async function () {
    needsDocker(this, facts);
    const { image } = await outputs();
    const { items } = await sandbox.get<List<{ readonly status: { readonly images?: readonly { readonly names?: readonly string[] }[] } }>>("nodes");
    assert.ok(items.length > 0);
    for (const { status } of items) assert.ok(status.images?.some(({ names }) => names?.some((name) => name.endsWith(image ?? "-"))), JSON.stringify(status.images));
  });

  it("replaces a changed ConfigMap, rolls its one consumer and leaves no old one behind", async () => {
    await sandbox.pulumi(["config", "set", "--stack", "dev", "logLevel", "WARNING"]);
    const result = await sandbox.up();
    assert.deepEqual(changed(result), ["ConfigMap board-api", "Deployment board-api"], result.all);
    const { items } = await sandbox.get<List<Secret>>("configmaps", "--namespace", "board-dev", "--selector", "app.kubernetes.io/part-of=board");
    assert.deepEqual(items.map(({ data }) => data["LOG_LEVEL"]), ["WARNING"]);
  });

  it("scales when the replicas are set", async () => {
    await sandbox.pulumi(["config", "set", "--stack", "dev", "replicas", "3"]);
    const result = await sandbox.up();
    assert.deepEqual(changed(result), ["Deployment board-api"], result.all);
    assert.equal((await deployment()).status.readyReplicas, 3);
  });

  it("grows its database's claim in place, and refuses to shrink it before anything is changed", async () => {
    edit("stacks/board.ts", (text) => text.replace('name: "board",', 'name: "board", storage: "2Gi",'));
    const grown = await sandbox.up();
    assert.equal(grown.exitCode, 0, grown.all);
    assert.deepEqual(changed(grown), ["PersistentVolumeClaim postgres-data"]);
    edit("stacks/board.ts", (text) => text.replace('storage: "2Gi",', ""));
    const refused = await sandbox.up();
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.all, /Postgres postgres: storage: is 2Gi already, and a claim cannot shrink; got 1Gi/);
    assert.deepEqual(changed(refused), []);
    edit("stacks/board.ts", (text) => text.replace('name: "board",', 'name: "board", storage: "2Gi",'));
  });

  it("refuses to leave the data behind in the cluster, and names the guide", async () => {
    edit("stacks/board.ts", (text) => text.replace('storage: "2Gi",', 'storage: "2Gi", mode: "managed", managed: { server: "db.example.com" },'));
    const refused = await sandbox.up();
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.all, /Postgres postgres: mode: was in-cluster, where the data is; got managed.*docs\/how-to\/switch-database-mode\.md/);
    edit("stacks/board.ts", (text) => text.replace(' mode: "managed", managed: { server: "db.example.com" },', ""));
  });

  it("refuses a privileged pod in its namespaces", async () => {
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "intruder" }, spec: { containers: [{ name: "intruder", image: "any:1", securityContext: { privileged: true } }] } };
    for (const namespace of ["board-dev", "postgresql-dev"]) {
      await assert.rejects(sandbox.kubectl(["apply", "--namespace", namespace, "--filename", "-"], JSON.stringify(pod)), /PodSecurity "restricted/);
    }
  });

  it("gets everything back, image included and without a build, when the cluster is made anew", async () => {
    await sandbox.clusterDown();
    await sandbox.clusterUp();
    const result = await sandbox.up();
    assert.equal(result.exitCode, 0, result.all);
    assert.ok(!changed(result).includes("RemoteImage board-api"), result.all);
    assert.equal((await deployment()).status.readyReplicas, 3);
  });

  it("is gone after destroy, but for the database's volume claim, whose namespace goes too", async () => {
    const result = await sandbox.pulumi(["destroy", "--stack", "dev", "--yes", "--skip-preview", "--non-interactive", "--color", "never"]);
    assert.equal(result.exitCode, 0, result.all);
    const { items } = await sandbox.get<List<{ readonly metadata: { readonly name: string } }>>("namespaces");
    assert.deepEqual(items.map(({ metadata }) => metadata.name).filter((name) => name.includes("dev")), []);
  });
});
