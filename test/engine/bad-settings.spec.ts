import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { stringify } from "yaml";
import { engineFacts } from "@moorage/testing";
import { badSettings, badYaml, everySetting } from "../bad-inputs/settings.ts";
import type { BadSettings } from "../bad-inputs/settings.ts";
import { CANARY } from "../bad-inputs/canary.ts";
import { Sandbox } from "./sandbox.ts";
import type { Result } from "./sandbox.ts";

const PASSPHRASE = { PULUMI_CONFIG_PASSPHRASE: "of these tests" };
/** A refusal takes less than this: the quickest of all of them, as whatever else the machine does can only add to it. */
const PATIENCE_MS = 2000;
const SECRET = "$secret";

/** Files of stacks that only lack what a test takes away; secrets are named by a word that stands for them. */
const good = (stack: string, facts: { readonly kubeconfig: string; readonly context: string }): Record<string, unknown> => {
  const shared = { "moorage:host": "board.localhost", "moorage:databasePassword": SECRET };
  const { kubeconfig, context } = facts;
  const prod = { "moorage:kubeconfig": kubeconfig, "moorage:context": context, "moorage:cluster": "rehearsal", "moorage:registry": "registry.example.com/team", "moorage:rehearsal": "true", "moorage:database": { server: "db.example.com" } };
  return stack === "dev" ? shared : { ...shared, ...prod };
};

describe("Bad settings, told by the real command line", function () {
  this.timeout(120_000);
  let sandbox: Sandbox;
  let cluster: { readonly kubeconfig: string; readonly context: string };
  /** An encrypted value and the salt of its stack. */
  const encrypted = new Map<string, { readonly salt: string; readonly secure: string }>();
  const durations: number[] = [];

  before(async function () {
    sandbox = new Sandbox(engineFacts(this));
    cluster = await sandbox.clusterUp();
    for (const stack of ["dev", "prod"]) {
      writeFileSync(sandbox.path(`Pulumi.${stack}.yaml`), "config: {}\n");
      const made = await sandbox.pulumi(["stack", "init", stack], PASSPHRASE);
      assert.equal(made.exitCode, 0, made.all);
      await sandbox.pulumi(["config", "set", "--stack", stack, "--secret", "moorage:databasePassword", CANARY], PASSPHRASE);
      const { stdout } = await sandbox.run("cat", [sandbox.path(`Pulumi.${stack}.yaml`)]);
      encrypted.set(stack, { salt: /encryptionsalt: (.*)/.exec(stdout)?.[1] ?? "", secure: /secure: (.*)/.exec(stdout)?.[1] ?? "" });
    }
  });
  after(async () => (sandbox as Sandbox | undefined)?.dispose());

  const preview = async (stack: string): Promise<Result> => {
    const begun = performance.now();
    const result = await sandbox.pulumi(["preview", "--stack", stack, "--non-interactive", "--color", "never"], PASSPHRASE);
    durations.push(performance.now() - begun);
    return result;
  };
  const write = ({ stack, config }: BadSettings): void => {
    const { salt = "", secure = "" } = encrypted.get(stack) ?? {};
    const entries = Object.entries({ ...good(stack, cluster), ...config }).filter(([, value]) => value !== undefined);
    const lines = entries.map(([key, value]) => `  ${key}: ${value === SECRET ? `{ secure: ${JSON.stringify(secure)} }` : typeof value === "string" ? value : stringify(value, { collectionStyle: "flow" }).trim()}`);
    writeFileSync(sandbox.path(`Pulumi.${stack}.yaml`), `encryptionsalt: ${salt}\nconfig:\n${lines.join("\n")}\n`);
  };
  const refused = ({ exitCode, all }: Result, says: readonly RegExp[]): void => {
    assert.notEqual(exitCode, 0, all);
    for (const pattern of says) assert.match(all, pattern);
    assert.ok(!all.includes(CANARY), "a secret is shown");
    assert.doesNotMatch(all, /\n\s+at .*:\d+/, "a stack trace");
    assert.doesNotMatch(all, /\+ {2}(kubernetes|docker|moorage|random):/, "something would be made");
  };

  for (const stack of ["dev", "prod"] as const) {
    it(`are not those that all these are changes of: ${stack}`, async () => {
      write({ number: 0, title: "", stack, config: {}, says: [] });
      const result = await preview(stack);
      assert.equal(result.exitCode, 0, result.all);
      durations.pop();
    });
  }

  for (const bad of [...badSettings, everySetting]) {
    it(`with ${bad.title} are refused with what to do (${bad.number})`, async () => {
      write(bad);
      refused(await preview(bad.stack), bad.says);
    });
  }

  for (const { title, text, says } of badYaml) {
    it(`with ${title} are refused with file, line and column (55)`, async () => {
      writeFileSync(sandbox.path("Pulumi.dev.yaml"), text);
      const result = await preview("dev");
      assert.notEqual(result.exitCode, 0);
      assert.match(result.stderr, says);
    });
  }

  it("of a stack that no program is for name the one that was meant (42)", async () => {
    await sandbox.pulumi(["stack", "init", "prdo"], PASSPHRASE);
    refused(await preview("prdo"), [/stack prdo: has no program; expected one of dev, prod\. Fix: did you mean prod\?/]);
  });

  it("with a wrong or a missing passphrase name its variable, once (56)", async () => {
    write({ number: 56, title: "", stack: "prod", config: {}, says: [] });
    for (const env of [{ PULUMI_CONFIG_PASSPHRASE: "wrong" }, {}]) {
      const { exitCode, all } = await sandbox.pulumi(["preview", "--stack", "prod", "--non-interactive"], env);
      assert.notEqual(exitCode, 0);
      assert.match(all, /passphrase/);
      assert.equal(all.match(/^error: /gm)?.length, 1, all);
    }
  });

  it("are refused in less than two seconds", () => {
    const quickest = Math.min(...durations);
    assert.ok(quickest < PATIENCE_MS, `${Math.round(quickest)} ms`);
  });
});
