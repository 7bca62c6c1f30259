import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diffHash, driftOf, exitCode, readPreview, renderHtml, renderJson, renderMarkdown, renderTerminal } from "@moorage/preview";
import type { PreviewModel } from "@moorage/preview";
import { engineFacts } from "@moorage/testing";
import { Sandbox } from "./sandbox.ts";
import type { Result } from "./sandbox.ts";

const PROJECT = join("test", "fixtures", "preview-project");
const MOCK = join(import.meta.dirname, "..", "..", "packages", "preview", "test", "render", "mock.md");
const OPTIONS = { title: "board", sha: "9d31e07c5b2a4f6e8d1c3b5a7f9e0d2c4b6a8f1e" };
const SALT = "v1:a2V5c2FsdA==";
const TURNS = 5;
const PASSWORDS = ["Sommer-1848-Hafen", "Winter-1911-Mole"] as const;
const PASSPHRASE = { PULUMI_CONFIG_PASSPHRASE: "of the test alone" };

describe("A comment of real previews", function () {
  this.timeout(300_000);
  let sandbox: Sandbox;
  let env: Readonly<Record<string, string>>;

  const edit = (file: string, from: string, to: string): void => {
    const path = sandbox.path(PROJECT, file);
    const before = readFileSync(path, "utf8");
    assert.ok(before.includes(from), `${file} has no ${from}`);
    writeFileSync(path, before.replace(from, to));
  };
  const pulumi = async (args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Result> => sandbox.pulumi([...args, "--non-interactive", "--color", "never"], { ...env, ...more });
  const succeeded = async (...args: readonly string[]): Promise<void> => {
    const result = await pulumi(args);
    assert.equal(result.exitCode, 0, result.all);
  };
  const up = async (stack: string): Promise<void> => succeeded("up", "--stack", stack, "--yes", "--skip-preview");
  const setPassword = async (stack: string, password: string): Promise<void> => succeeded("config", "set", "--secret", "--stack", stack, "password", password);
  const streamed = async (stack: string, args: readonly string[]): Promise<string> => (await pulumi([...args, "--stack", stack, "--json"], { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true", POLICY_LEVEL: "advisory" })).stdout;
  const previewed = async (stack: string): Promise<PreviewModel> => readPreview(await streamed(stack, ["preview", "--policy-pack", sandbox.path(PROJECT, "policy")]), { project: "board", stack, secrets: PASSWORDS });
  const drifted = async (stack: string): Promise<PreviewModel> => driftOf(readPreview(await streamed(stack, ["refresh", "--preview-only"]), { project: "board", stack, secrets: PASSWORDS, about: "drift" }));

  before(async function () {
    sandbox = new Sandbox(engineFacts(this), PROJECT);
    const { kubeconfig } = await sandbox.clusterUp();
    symlinkSync(sandbox.path("stacks", "node_modules"), sandbox.path(PROJECT, "node_modules"));
    env = { ...PASSPHRASE, KUBECONFIG: kubeconfig, POLICY_SDK: sandbox.path("stacks"), PULUMI_HOME: await homeWithPolicies(sandbox) };
    for (const [stack, password] of [["prod", PASSWORDS[0]], ["dev", PASSWORDS[0]]] as const) {
      await succeeded("stack", "init", stack);
      await setPassword(stack, password);
    }
    await up("prod");
    // A contract without a field: on dev that is deployed, on prod it is what the pull request does.
    edit("main.mjs", "    host: z.string(),\n", "");
    edit("main.mjs", '    host: "board.example.com",\n', "");
    await up("dev");
  });

  after(async () => (sandbox as Sandbox | undefined)?.dispose());

  it("says that there are none where nothing changed", async () => {
    const models = [await previewed("dev")];
    assert.equal(exitCode(models), 0, JSON.stringify(models));
    assert.match(renderMarkdown(models, OPTIONS).body, /No changes in dev\./);
  });

  it("is what was designed, byte for byte and every time, for another tag, replicas, a password and a replaced Service", async () => {
    edit("Pulumi.prod.yaml", "registry/board-api:1.8.2", "registry/board-api:1.9.0");
    edit("Pulumi.prod.yaml", 'board:replicas: "3"', 'board:replicas: "6"');
    edit("Pulumi.prod.yaml", "  board:address: 10.96.77.7\n", "");
    await setPassword("prod", PASSWORDS[1]);
    const rendered: (readonly string[])[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const models = await Promise.all(["prod", "dev"].map(previewed));
      assert.equal(exitCode(models), 3);
      const hash = diffHash(models, SALT);
      const options = { ...OPTIONS, diffHash: hash };
      const { body } = renderMarkdown(models, { ...options, host: "github" });
      assert.equal(body, readFileSync(MOCK, "utf8").replaceAll("4f1c2ab", OPTIONS.sha.slice(0, 7)).replace("…", hash));
      rendered.push([body, renderJson(models, options), renderHtml(models, options), renderTerminal(models, { ...options, colour: false })]);
    }
    for (const each of rendered) assert.deepEqual(each, rendered[0]);
    for (const text of rendered.flat()) for (const secret of PASSWORDS) for (const form of [secret, Buffer.from(secret).toString("base64")]) assert.ok(!text.includes(form));
  });

  it("has another hash once another tag is to be deployed, and the first one again when it is taken back", async () => {
    const hash = async (): Promise<string> => diffHash([await previewed("prod")], SALT);
    const first = await hash();
    edit("Pulumi.prod.yaml", "registry/board-api:1.9.0", "registry/board-api:1.9.1");
    assert.notEqual(await hash(), first);
    edit("Pulumi.prod.yaml", "registry/board-api:1.9.1", "registry/board-api:1.9.0");
    assert.equal(await hash(), first);
  });

  it("finds no drift where only an autoscaler was at work", async () => {
    await sandbox.kubectl(["scale", "deployment/board-worker", "--replicas=5", "--namespace", "board"]);
    const model = await drifted("prod");
    assert.deepEqual(model.changes, []);
    assert.equal(exitCode([model]), 0);
    assert.match(renderMarkdown([model], OPTIONS).body, /No drift in prod\./);
  });

  it("finds an image that was edited by hand, and changes nothing by looking", async () => {
    await sandbox.kubectl(["set", "image", "deployment/board-api", "board-api=registry/board-api:hotfix", "--namespace", "board"]);
    const state = async (): Promise<string> => (await pulumi(["stack", "export", "--stack", "prod"])).stdout;
    const before = await state();
    const model = await drifted("prod");
    assert.equal(await state(), before);
    assert.equal(exitCode([model]), 2);
    assert.deepEqual(model.changes.map(({ op, kind, name, properties }) => [op, kind, name, properties.map(({ path, before: was, after: is }) => [path, was?.text, is?.text])]), [
      ["update", "Deployment", "board/board-api", [["spec.template.spec.containers[name=board-api].image", "registry/board-api:1.8.2", "registry/board-api:hotfix"]]],
    ]);
    assert.match(renderMarkdown([model], OPTIONS).body, /^- containers\[name=board-api\]\.image: registry\/board-api:1\.8\.2\n\+ containers\[name=board-api\]\.image: registry\/board-api:hotfix$/m);
  });
});

/** The engine's own home with one plug-in more: one on PATH is used too, with a warning. */
async function homeWithPolicies(sandbox: Sandbox): Promise<string> {
  const real = /PULUMI_HOME='(.*)'/.exec((await sandbox.moorage(["env"])).stdout)?.[1] ?? assert.fail("the engine has no home");
  const home = sandbox.path(".moorage", "home");
  const plugins = readdirSync(join(real, "plugins"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  // The engine passes over a plug-in's folder that is a link, and takes links in it.
  const linked = (from: string, name: string): void => {
    mkdirSync(join(home, "plugins", name), { recursive: true });
    for (const file of readdirSync(from)) symlinkSync(join(from, file), join(home, "plugins", name, file));
  };
  for (const { name } of plugins) linked(join(real, "plugins", name), name);
  linked(sandbox.path(PROJECT, "policy"), "analyzer-policy-fixture-v1.0.0");
  symlinkSync(join(real, "versions"), join(home, "versions"));
  return home;
}
