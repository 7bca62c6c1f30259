import assert from "node:assert/strict";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { engineFacts } from "@moorage/testing";
import { Sandbox } from "./sandbox.ts";
import type { Result } from "./sandbox.ts";

const OTHERS = `apiVersion: v1
kind: Config
current-context: production
contexts: [{ name: production, context: { cluster: production, user: me } }]
clusters: [{ name: production, cluster: { server: "https://production.example.com:6443" } }]
users: [{ name: me, user: { token: none } }]
`;

/** A refusal is one clear line that names what is wrong; no stack trace, nothing made. */
function assertRefused(result: Result, ...expected: readonly RegExp[]): void {
  assert.notEqual(result.exitCode, 0, result.all);
  for (const pattern of expected) assert.match(result.all, pattern);
  assert.doesNotMatch(result.all, /\n\s+at .*:\d+/, "a stack trace");
  assert.doesNotMatch(result.all, /created \(/, "something was made");
}

describe("What cannot be is refused by the real engine before anything is made", function () {
  this.timeout(120_000);
  let sandbox: Sandbox;

  before(async function () {
    sandbox = new Sandbox(engineFacts(this));
    const selected = await sandbox.pulumi(["stack", "select", "dev", "--create"]);
    assert.equal(selected.exitCode, 0, selected.all);
  });

  after(async () => (sandbox as Sandbox | undefined)?.dispose());

  it("a clone without a cluster", async () => {
    assertRefused(await sandbox.up(), /cluster: there is none for this clone.*Fix: pnpm moorage cluster up/);
  });

  it("a wrong passphrase", async () => {
    assertRefused(await sandbox.up({ PULUMI_CONFIG_PASSPHRASE: "wrong" }), /incorrect passphrase/);
  });

  it("a missing passphrase, when the CLI is called without this project's own variables", async () => {
    const { stdout } = await sandbox.moorage(["env"]);
    const home = /PULUMI_HOME='(.*)'/.exec(stdout)?.[1] ?? "";
    const cli = join(home, "versions", "3.250.0", "bin", "pulumi");
    assertRefused(await sandbox.run(cli, ["up", "--stack", "dev", "--yes", "--non-interactive"]), /passphrase must be set with PULUMI_CONFIG_PASSPHRASE/);
  });

  it("a prod stack with the public passphrase: prod never has a default", async () => {
    assertRefused(await sandbox.pulumi(["stack", "init", "prod"]), /passphrase must be set with PULUMI_CONFIG_PASSPHRASE/);
  });

  it("every unusable setting at once, without a secret's value", async () => {
    const file = sandbox.path("Pulumi.dev.yaml");
    const good = readFileSync(file, "utf8");
    try {
      const withoutSecret = good.replace(/ {2}moorage:databasePassword:\n {4}secure: .*\n/, "  moorage:databasePassword: plain-and-wrong\n");
      writeFileSync(file, `${withoutSecret.trimEnd()}\n  moorage:replica: "3"\n  moorage:replicas: three\n`);
      const result = await sandbox.up();
      assertRefused(result, /moorage:replica: is no setting.*did you mean replicas/, /moorage:replicas: cannot be used; got "three"/, /moorage:databasePassword: is a secret in plain text.*--secret moorage:databasePassword/);
      assert.doesNotMatch(result.all, /plain-and-wrong/);
    } finally {
      writeFileSync(file, good);
    }
  });

  describe("with a cluster", () => {
    let kubeconfig: string;

    before(async () => {
      await sandbox.clusterUp();
      kubeconfig = join(sandbox.stateDir, "kubeconfig");
    });

    it("a kubeconfig that leads to another machine", async () => {
      const own = readFileSync(kubeconfig, "utf8");
      writeFileSync(kubeconfig, own.replace(/server: .*/, "server: https://production.example.com:6443"));
      const result = await sandbox.up();
      writeFileSync(kubeconfig, own);
      assertRefused(result, /leads to https:\/\/production\.example\.com:6443, not to this machine/);
    });

    it("a kubeconfig without the cluster's context", async () => {
      renameSync(kubeconfig, `${kubeconfig}.kept`);
      writeFileSync(kubeconfig, OTHERS);
      const result = await sandbox.up();
      renameSync(`${kubeconfig}.kept`, kubeconfig);
      assertRefused(result, /has no context "moorage"; got production/);
    });

    it("nothing, when the user's own current context is another: it is neither used nor written", async () => {
      const others = sandbox.path("others-kubeconfig");
      writeFileSync(others, OTHERS);
      const result = await sandbox.up({ KUBECONFIG: others });
      assert.equal(result.exitCode, 0, result.all);
      assert.equal(readFileSync(others, "utf8"), OTHERS);
    });

    it("nothing, when the user's own CLI has what `moorage env` prints", async () => {
      const { stdout } = await sandbox.moorage(["env"]);
      const env = Object.fromEntries([...stdout.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name ?? "", value ?? ""]));
      const cli = join(env["PULUMI_HOME"] ?? "", "versions", "3.250.0", "bin", "pulumi");
      const result = await sandbox.run(cli, ["preview", "--stack", "dev", "--expect-no-changes", "--non-interactive"], env);
      assert.equal(result.exitCode, 0, result.all);
    });

    it("a rendered object that the API server would refuse: each passes its dry run", async () => {
      const rendered = await sandbox.moorage(["render", "dev", "--out", sandbox.path("rendered")]);
      assert.equal(rendered.exitCode, 0, rendered.all);
      const dryRun = await sandbox.kubectl(["apply", "--server-side", "--dry-run=server", "--force-conflicts", "--filename", sandbox.path("rendered")]);
      assert.equal(dryRun.trim().split("\n").length, 22, dryRun);
    });

    it("a cluster whose status cannot be told: it says that it runs", async () => {
      const { exitCode, stdout } = await sandbox.moorage(["cluster", "status", "--json"]);
      assert.equal(exitCode, 0);
      const status = JSON.parse(stdout) as { readonly running: boolean; readonly version: string };
      assert.equal(status.running, true);
      assert.match(status.version, /^v1\.\d+/);
    });
  });
});
