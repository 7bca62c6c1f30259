import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { engineFacts } from "@moorage/testing";
import { Sandbox } from "./sandbox.ts";
import type { Result } from "./sandbox.ts";

const PROGRAM = `
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
const { kubeconfig, context } = JSON.parse(readFileSync(new URL("../cluster.json", import.meta.url), "utf8"));
writeFileSync(new URL("seen.json", import.meta.url), JSON.stringify(Object.keys(process.env)));
const config = new pulumi.Config();
if (config.get("fault") !== undefined) throw new Error(config.require("fault"));
const namespace = pulumi.getProject() + "-" + pulumi.getStack();
const opts = { provider: new k8s.Provider("local", { kubeconfig, context, enableServerSideApply: true }) };
const made = new k8s.core.v1.Namespace("home", { metadata: { name: namespace } }, opts);
const metadata = (name) => ({ namespace: made.metadata.name, name });
const settings = new k8s.core.v1.ConfigMap("settings", { metadata: { namespace: made.metadata.name }, data: { level: config.get("level") ?? "INFO" } }, opts);
const labels = { app: "api" };
const container = { name: "api", image: config.get("image") ?? "api:1", envFrom: [{ configMapRef: { name: settings.metadata.name } }] };
new k8s.apps.v1.Deployment("api", { metadata: { ...metadata("api"), annotations: { "pulumi.com/skipAwait": "true" } }, spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container] } } } }, opts);
new k8s.core.v1.Service("api", { metadata: { ...metadata(config.get("service") ?? "api"), annotations: { "pulumi.com/skipAwait": "true" } }, spec: { selector: labels, ports: [{ port: 80 }] } }, opts);
`;

describe("moorage preview, drift and up on a real engine and a real API server", function () {
  this.timeout(300_000);
  let sandbox: Sandbox;
  const [one, other] = ["stacks/one", "stacks/other"];
  const PASSPHRASE = { PULUMI_CONFIG_PASSPHRASE: "of these tests" };

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(sandbox.path(path)), { recursive: true });
    writeFileSync(sandbox.path(path), text);
  };
  const inProject = async (project: string, ...args: readonly string[]): Promise<Result> => {
    const result = await sandbox.run(process.execPath, [sandbox.path("packages", "cli", "bin", "pulumi.mjs"), ...args], PASSPHRASE, sandbox.path(project));
    assert.equal(result.exitCode, 0, result.all);
    return result;
  };
  const set = async (key: string, value: string | undefined, stack = "dev", project = one): Promise<Result> => inProject(project, "config", ...(value === undefined ? ["rm", key] : ["set", key, value]), "--stack", stack);
  const moorage = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Result> => sandbox.moorage(args, { ...PASSPHRASE, TMPDIR: scratch(), ...env });
  const preview = async (...args: readonly string[]): Promise<Result> => moorage(["preview", ...args, "--project", one]);
  /** A folder for temporary files that nobody else uses. */
  const scratch = (): string => sandbox.path(".moorage", "scratch");

  before(async function () {
    sandbox = new Sandbox(engineFacts(this));
    mkdirSync(scratch());
    const { kubeconfig, context } = await sandbox.clusterUp();
    write("stacks/cluster.json", JSON.stringify({ kubeconfig, context }));
    for (const project of [one, other]) {
      const name = project.slice("stacks/".length);
      write(`${project}/Pulumi.yaml`, `name: ${name}\nruntime: { name: nodejs, options: { typescript: false } }\nmain: main.mjs\nbackend: { url: 'file://../../.moorage' }\n`);
      write(`${project}/package.json`, '{ "type": "module" }');
      write(`${project}/main.mjs`, PROGRAM);
      await inProject(project, "stack", "init", "dev");
    }
    await inProject(one, "stack", "init", "prod");
    await set("level", "INFO");
    await set("level", "INFO", "prod");
    await set("level", "INFO", "dev", other);
  });
  after(async () => (sandbox as Sandbox | undefined)?.dispose());

  it("ends with 2 for what is to be made, and tells its progress apart from it", async () => {
    const result = await preview("dev");
    assert.equal(result.exitCode, 2, result.all);
    assert.match(result.stdout, /one-dev\/api/);
    assert.match(result.stderr, /^one\/dev: begun\none\/dev: done after \d+ s$/);
  });

  it("gives the program no token that writes comments", async () => {
    await moorage(["preview", "dev", "--project", one], { GITHUB_TOKEN: "ghs_token", GITLAB_TOKEN: "glpat_token", OTHER: "is handed on" });
    const seen = JSON.parse(readFileSync(sandbox.path(one, "seen.json"), "utf8")) as readonly string[];
    assert.deepEqual(["GITHUB_TOKEN", "GITLAB_TOKEN", "OTHER"].filter((name) => seen.includes(name)), ["OTHER"]);
  });

  it("previews several stacks of several projects, in the order given, and the root project's by their own names", async () => {
    await sandbox.pulumi(["stack", "init", "dev"]);
    const result = await moorage(["preview", "--project", other, "--project", one, "--format", "json"]);
    assert.equal(result.exitCode, 2, result.all);
    const { previews, title } = JSON.parse(result.stdout) as { readonly title: string; readonly previews: readonly { readonly label: string }[] };
    assert.equal(title, "other, one");
    assert.deepEqual(previews.map(({ label }) => label), ["other/dev", "one/dev", "one/prod"]);
    const root = await sandbox.moorage(["preview", "dev", "--format", "markdown"]);
    assert.match(root.stdout, /^<!-- moorage-preview \{"stack":"dev"/);
    assert.match(root.stdout, /^## .* board · preview/m);
  });

  it("shows a stack that is there beside those that cannot be previewed, each with its reason, and writes the comment of the failure", async () => {
    write(`${one}/Pulumi.lost.yaml`, "config: {}\n");
    write(`${one}/Pulumi.broken.yaml`, "config:\n  a: 1\n  a: 2\n");
    await set("fault", "the program's own words", "prod");
    const comment = sandbox.path("comment.md");
    const result = await preview("--comment", "file", "--comment-file", comment);
    assert.equal(result.exitCode, 1, result.all);
    for (const says of [/no stack named 'lost' found\. Fix: pulumi stack init/, /Pulumi\.broken\.yaml:3:3: /, /the program's own words/, /one-dev\/api/]) {
      assert.match(result.stdout, says);
      assert.match(readFileSync(comment, "utf8"), says);
    }
    const wrong = await moorage(["preview", "dev", "--project", one], { PULUMI_CONFIG_PASSPHRASE: "wrong" });
    assert.equal(wrong.exitCode, 1);
    assert.match(wrong.stdout, /incorrect passphrase.*Fix: set PULUMI_CONFIG_PASSPHRASE/);
    for (const stack of ["lost", "broken"]) rmSync(sandbox.path(one, `Pulumi.${stack}.yaml`));
    await set("fault", undefined, "prod");
  });

  describe("of a stack that is up", () => {
    const review = (): string => sandbox.path("review.md");
    const reviewed = async (): Promise<string> => {
      await preview("--comment", "file", "--comment-file", review());
      return readFileSync(review(), "utf8");
    };
    const up = async (...args: readonly string[]): Promise<Result> => moorage(["up", "dev", "--plan-of", review(), "--project", one, "--yes", ...args]);
    const image = async (): Promise<string> => (await sandbox.get<{ readonly spec: { readonly template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } } } }>("deployment", "api", "--namespace", "one-dev")).spec.template.spec.containers[0]?.image ?? "";

    before(async () => {
      await inProject(one, "up", "--stack", "dev", "--yes", "--skip-preview", "--non-interactive");
    });

    it("ends with 0 when nothing changes, and with 0 when nothing drifted", async () => {
      const result = await preview("dev");
      assert.equal(result.exitCode, 0, result.all);
      assert.match(result.stdout, /no changes/);
      const drift = await moorage(["drift", "dev", "--project", one]);
      assert.equal(drift.exitCode, 0, drift.all);
      assert.match(drift.stdout, /no drift/);
    });

    it("ends with 2 for an update and with 3 for a replacement that deletes first", async () => {
      await set("image", "api:2");
      assert.equal((await preview("dev")).exitCode, 2);
      await set("service", "renamed");
      const destructive = await preview("dev");
      assert.equal(destructive.exitCode, 3, destructive.all);
      assert.match(destructive.stdout, /Service/);
      await set("service", undefined);
    });

    it("refuses another plan than the reviewed one, says what it would do otherwise, and changes nothing", async () => {
      await reviewed();
      await set("service", "renamed");
      const refused = await up();
      await set("service", undefined);
      assert.equal(refused.exitCode, 1, refused.all);
      assert.match(refused.stderr, /^error: one\/dev was not brought up: other than reviewed, it would \w+ Service one-dev\/\w+\. Fix: run `moorage preview` again and have its comment reviewed$/m);
      await set("image", "api:3");
      assert.match((await up()).stderr, /in another way than reviewed/);
      assert.equal(await image(), "api:1");
      await set("image", "api:2");
    });

    it("has the same hash for the same plan, though new names are made up each time, and brings it up", async () => {
      await set("level", "DEBUG");
      const [text, again] = [await reviewed(), await reviewed()];
      assert.equal(text, again);
      const result = await up();
      assert.equal(result.exitCode, 0, result.all);
      assert.equal(await image(), "api:2");
      assert.match((await up()).stderr, /it would change no resource any more/);
    });

    it("tells a hand-edited image from no drift, and an object that is gone from both", async () => {
      await sandbox.kubectl(["--namespace", "one-dev", "set", "image", "deployment/api", "api=api:by-hand"]);
      const edited = await moorage(["drift", "dev", "--project", one]);
      assert.equal(edited.exitCode, 2, edited.all);
      assert.match(edited.stdout, /api:by-hand/);
      assert.equal(await image(), "api:by-hand");
      await sandbox.kubectl(["--namespace", "one-dev", "delete", "service", "api"]);
      const gone = await moorage(["drift", "dev", "--project", one, "--format", "markdown"]);
      assert.equal(gone.exitCode, 3, gone.all);
      assert.match(gone.stdout, /· drift/);
      const refreshed = await preview("dev", "--refresh");
      assert.notEqual(refreshed.exitCode, 0, refreshed.all);
    });

    it("leaves neither plans nor pipes behind", () => {
      assert.deepEqual(readdirSync(scratch()).filter((name) => name.startsWith("moorage-")), []);
    });
  });
});
