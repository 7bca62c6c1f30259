import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";
import { needsExecutables } from "@moorage/testing";
import type { TestFacts } from "@moorage/testing";
import { Production, productionExecutables } from "../engine/production.ts";
import { PROD_PASSPHRASE } from "../engine/rehearsal.ts";
import type { Sandbox } from "../engine/sandbox.ts";
import { realNodeFacts } from "../fixtures/real-node.ts";
import { ctr } from "./node-inside.ts";
import { RealClone } from "./real-clone.ts";

const PATIENCE_MS = 60_000;

interface Deployment {
  readonly metadata: { readonly generation: number; readonly uid: string };
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly { readonly image: string; readonly imagePullPolicy: string }[] } } };
  readonly status: { readonly readyReplicas?: number };
}
interface Pod {
  readonly spec: { readonly nodeName?: string };
  readonly status: { readonly containerStatuses?: readonly { readonly imageID: string; readonly ready: boolean; readonly state: { readonly waiting?: { readonly reason: string; readonly message?: string } } }[] };
}

const deployment = async (sandbox: Sandbox, namespace: string): Promise<Deployment> => sandbox.get<Deployment>("deployment", "board-api", "--namespace", namespace);
const containerOf = ({ spec }: Deployment): { readonly image: string; readonly imagePullPolicy: string } => spec.template.spec.containers[0] ?? assert.fail("there is no container");

/** Makes a pod that Pod Security `restricted` admits, and gives why its container waits, as soon as it is for one of these reasons. */
async function waitsFor(sandbox: Sandbox, namespace: string, container: object, more: object, reasons: readonly string[]): Promise<string> {
  const security = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: "RuntimeDefault" } };
  const resources = { requests: { cpu: "10m", memory: "16Mi", "ephemeral-storage": "16Mi" }, limits: { cpu: "10m", memory: "16Mi", "ephemeral-storage": "16Mi" } };
  await sandbox.kubectl(["apply", "--filename", "-"], JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "trial", namespace }, spec: { automountServiceAccountToken: false, ...more, containers: [{ name: "trial", resources, securityContext: security, ...container }] } }));
  try {
    for (const end = Date.now() + PATIENCE_MS; ; ) {
      const { status } = await sandbox.get<Pod>("pod", "trial", "--namespace", namespace);
      const waiting = status.containerStatuses?.[0]?.state.waiting;
      if (waiting !== undefined && reasons.includes(waiting.reason)) return waiting.message ?? "";
      assert.ok(Date.now() < end, JSON.stringify(status));
      await pause(200);
    }
  } finally {
    await sandbox.kubectl(["delete", "pod", "trial", "--namespace", namespace, "--wait=false"]);
  }
}

describe("Images of board in dev on a real node", function () {
  this.timeout(300_000);
  let facts: TestFacts;
  let docker: string;
  let clone: RealClone | undefined;
  let image: string;
  const given = (): RealClone => clone ?? assert.fail("it was not started");

  before(async function () {
    facts = realNodeFacts(this);
    docker = facts.executables["docker"] ?? "docker";
    clone = new RealClone(facts);
    // Content of its own: no image of anybody else is touched.
    appendFileSync(clone.path("apps", "board-api", "Dockerfile"), `# Made by a test, ${Date.now()}.\n`);
    await clone.start();
    image = containerOf(await deployment(clone, "board-dev")).image;
  });
  after(async () => {
    if ((image as string | undefined) !== undefined) await execa(docker, ["image", "rm", "--force", image], { reject: false });
    await clone?.dispose();
  });

  it("run when they were loaded, and no registry is ever asked for them", async () => {
    const { status, spec } = await deployment(given(), "board-dev");
    assert.equal(status.readyReplicas, 2);
    assert.deepEqual(spec.template.spec.containers.map(({ imagePullPolicy }) => imagePullPolicy), ["Never"]);
    assert.match(image, /^board-api:[0-9a-f]{16}$/);
    const { stdout } = await execa(docker, ["image", "inspect", "--format", "{{.Id}}", image]);
    const { items } = await given().get<{ readonly items: readonly Pod[] }>("pods", "--namespace", "board-dev");
    assert.equal(items.length, 2);
    assert.ok(stdout.startsWith("sha256:"));
    const { message } = await eventsOf(given(), "Pulled");
    assert.match(message, new RegExp(`Container image "${image}" already present on machine`));
  });

  it("do not run when only the Docker engine has them", async () => {
    const tag = "board-api:never-loaded";
    await execa(docker, ["image", "tag", image, tag]);
    try {
      assert.match(await waitsFor(given(), "board-dev", { image: tag, imagePullPolicy: "Never" }, {}, ["ErrImageNeverPull"]), new RegExp(`"${tag}" is not present with pull policy of Never`));
    } finally {
      await execa(docker, ["image", "rm", tag]);
    }
  });

  it("are loaded again by the next `pulumi up` when the node has lost them", async () => {
    await ctr(given().cluster, "images", "remove", `docker.io/library/${image}`);
    const { exitCode, all } = await given().up();
    assert.equal(exitCode, 0, all);
    assert.ok((await ctr(given().cluster, "images", "list", "--quiet")).split("\n").includes(`docker.io/library/${image}`));
  });

  it("that neither the node nor the Docker engine has are one clear error, before anything is rolled out", async () => {
    const before = await deployment(given(), "board-dev");
    await ctr(given().cluster, "images", "remove", `docker.io/library/${image}`);
    await execa(docker, ["image", "rm", "--force", image]);
    // Something is to be rolled out that waits for the image.
    await given().pulumi(["config", "set", "--stack", "dev", "logLevel", "DEBUG"]);
    const { exitCode, all } = await given().up();
    assert.notEqual(exitCode, 0, all);
    const told = (all.split(/^Diagnostics:$/m)[1] ?? "").split("\n").filter((line) => line.includes("error: "));
    assert.equal(told.length, 1, all);
    assert.ok(told[0]?.endsWith(`image ${image} is not in the Docker engine, so cluster ${given().cluster.name} cannot have it. Fix: pnpm exec pulumi up --refresh, which finds out and builds it again`), all);
    assert.doesNotMatch(all, /^ +at |UnhandledPromiseRejection/m);
    assert.deepEqual(await deployment(given(), "board-dev"), before);
  });

  it("are built and loaded again as that error says, and then it is rolled out", async () => {
    const { exitCode, all } = await given().pulumi(["up", "--stack", "dev", "--yes", "--skip-preview", "--refresh", "--non-interactive", "--color", "never"]);
    assert.equal(exitCode, 0, all);
    assert.equal((await given().ask("/health")).status, 200);
  });
});

describe("Images of board in prod on a real node", function () {
  this.timeout(300_000);
  let docker: string;
  let production: Production | undefined;
  const given = (): Production => production ?? assert.fail("it was not started");

  before(async function () {
    const facts = realNodeFacts(this);
    docker = facts.executables["docker"] ?? "docker";
    production = new Production(facts, needsExecutables(this, productionExecutables));
    await production.start("real");
    const first = await production.up();
    assert.equal(first.exitCode, 0, first.all);
  });
  after(async () => production?.stop(docker));

  it("come from the registry with a login and over TLS, by digest, and run", async () => {
    const { image, imagePullPolicy } = containerOf(await deployment(given().sandbox, "board-prod"));
    const [, repository = "", tag = "", digest = ""] = /^[^/]+\/(.+):([^:@]+)@(sha256:[0-9a-f]{64})$/.exec(image) ?? [];
    assert.equal(digest, await given().registry.digest(repository, tag), image);
    assert.equal(imagePullPolicy, "IfNotPresent");
    const { items } = await given().sandbox.get<{ readonly items: readonly Pod[] }>("pods", "--namespace", "board-prod");
    assert.ok(items.length > 0);
    for (const { status } of items) for (const { ready, imageID } of status.containerStatuses ?? []) assert.deepEqual([ready, imageID.endsWith(digest)], [true, true]);
    const requests = await given().registry.requests();
    const got = requests.filter(({ method, path }) => method === "GET" && path.includes(`/manifests/${digest}`)).map(({ status }) => status);
    assert.ok(got.includes(200), JSON.stringify(requests));
  });

  it("are refused to a pod with a wrong login, which says of which image and why", async () => {
    const { image } = containerOf(await deployment(given().sandbox, "board-prod"));
    const host = given().registry.address;
    const login = Buffer.from(JSON.stringify({ auths: { [host]: { username: given().registry.username, password: "wrong" } } })).toString("base64");
    await given().sandbox.kubectl(["apply", "--filename", "-"], JSON.stringify({ apiVersion: "v1", kind: "Secret", metadata: { name: "wrong-login", namespace: "board-prod" }, type: "kubernetes.io/dockerconfigjson", data: { ".dockerconfigjson": login } }));
    const told = await waitsFor(given().sandbox, "board-prod", { image, imagePullPolicy: "Always" }, { imagePullSecrets: [{ name: "wrong-login" }] }, ["ErrImagePull"]);
    assert.ok(told.includes(image.split("@")[0]?.split(":").slice(0, -1).join(":") ?? ""), told);
    assert.match(told, /401|[Uu]nauthorized|authorization failed/);
    assert.ok(!told.includes("wrong\""), told);
  });

  it("are not pushed with a wrong login: `pulumi up` fails, names the image, and rolls nothing out", async () => {
    const before = await deployment(given().sandbox, "board-prod");
    const wrong = "a wrong password of these tests";
    appendFileSync(given().sandbox.path("apps", "board-api", "Dockerfile"), `# Made by a test, ${Date.now()}.\n`);
    await given().set("registryPassword", wrong, "--secret");
    const { exitCode, all } = await given().up();
    assert.notEqual(exitCode, 0, all);
    assert.match(all, new RegExp(`${given().registry.address}/moorage/board-api:[0-9a-f]{16}`));
    assert.match(all, /unauthorized|401|no basic auth/i);
    assert.ok(!all.includes(wrong), all);
    // How many there are is the autoscaler's business.
    const { metadata, spec } = await deployment(given().sandbox, "board-prod");
    assert.deepEqual([metadata.uid, spec.template], [before.metadata.uid, before.spec.template]);
  });

  it("are all there for a second `pulumi up` with the right login again", async () => {
    await given().set("registryPassword", given().registry.password, "--secret");
    const { exitCode, all } = await given().sandbox.up(PROD_PASSPHRASE, "prod");
    assert.equal(exitCode, 0, all);
  });
});

/** The newest event of board-api's pods for this reason. */
async function eventsOf(sandbox: Sandbox, reason: string): Promise<{ readonly message: string }> {
  const { items } = await sandbox.get<{ readonly items: readonly { readonly message: string; readonly involvedObject: { readonly name: string } }[] }>("events", "--namespace", "board-dev", "--field-selector", `reason=${reason}`);
  return items.findLast(({ involvedObject }) => involvedObject.name.startsWith("board-api-")) ?? assert.fail(`there is no event ${reason}`);
}
