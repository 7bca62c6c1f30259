import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Recorder, valueOf } from "@moorage/testing";
import { CANARY, PASSWORD_KEY, devConfig, run } from "./board-run.ts";

describe("A stack that cannot be run", () => {
  const refused = async (stack: string, values: Readonly<Record<string, string>>, encrypted?: readonly string[]): Promise<readonly string[]> => {
    const recorder = await Recorder.start({ stack });
    try {
      await run(stack, values, encrypted, recorder);
    } catch (error) {
      assert.ok(pulumi.RunError.isInstance(error), "the engine would print a stack trace");
      assert.deepEqual((await recorder.resources()).map(({ type, name }) => `${type} ${name}`), [], "something was made before it was refused");
      return error.message.split("\n");
    }
    return assert.fail("nothing was wrong");
  };

  it("because it has no program is told which there are", async () => {
    assert.deepEqual(await refused("prdo", devConfig), ["stack prdo: has no program; expected one of dev, prod. Fix: did you mean prod? pulumi stack select prod"]);
  });

  for (const [replicas, title] of [["0", "none"], ["101", "too many"], ["-1", "less than none"], ["1.5", "halves"], ["three", "a word"]] as const) {
    it(`because of ${title} for its replicas is told the rule`, async () => {
      assert.deepEqual(await refused("dev", { ...devConfig, "moorage:replicas": replicas }), [`Pulumi.dev.yaml: moorage:replicas: cannot be used; got "${replicas}"; expected a whole number from 1 to 100. Fix: pulumi config set --stack dev moorage:replicas 2`]);
    });
  }

  it("because of all its settings is told of all at once, and never the password", async () => {
    const lines = await refused("dev", { [PASSWORD_KEY]: CANARY, "moorage:logLevel": "LOUD", "moorage:replica": "2" }, []);
    assert.deepEqual(lines.map((line) => line.split(": ")[1]), ["moorage:replica", "moorage:host", "moorage:logLevel", "moorage:databasePassword"]);
    assert.match(lines[0] ?? "", /did you mean replicas\?/);
    assert.ok(!lines.join().includes(CANARY));
  });

  it("because it has no password is told how to set one", async () => {
    assert.deepEqual(await refused("dev", { "moorage:host": "board.localhost" }), ["Pulumi.dev.yaml: moorage:databasePassword: is required and not set. Fix: pulumi config set --stack dev --secret moorage:databasePassword"]);
  });

  it("because its host is no host name is told what is wrong with it", async () => {
    assert.deepEqual(await refused("dev", { ...devConfig, "moorage:host": "http://board.localhost" }), [
      'Pulumi.dev.yaml: moorage:host: cannot be used; got "http://board.localhost"; expected a host name only: board.localhost. Fix: pulumi config set --stack dev moorage:host board.localhost',
    ]);
  });

  it("because its environment is another than its name says is told so", async () => {
    assert.deepEqual(await refused("dev", { ...devConfig, "moorage:environment": "prod" }), [
      'Pulumi.dev.yaml: moorage:environment: disagrees with the name of the stack dev; got "prod"; expected dev. Fix: pulumi config rm --stack dev moorage:environment',
    ]);
  });

  it("because its environment is none is told which there are", async () => {
    assert.deepEqual(await refused("review-7", { ...devConfig, "moorage:environment": "porduction" }), [
      'Pulumi.review-7.yaml: moorage:environment: is no environment; got "porduction"; expected one of dev, prod. Fix: pulumi config set --stack review-7 moorage:environment dev',
    ]);
  });

  it("because production lacks a setting is told the command for each", async () => {
    const lines = await refused("prod", { "moorage:host": "board.example.com" }, []);
    const commands = lines.map((line) => line.split("Fix: ")[1] ?? "");
    assert.deepEqual(commands.map((command) => /moorage:(\w+)/.exec(command)?.[1]), ["database", "databasePassword", "kubeconfig", "context", "cluster", "registry"]);
    for (const command of commands) assert.match(command, /^pulumi config set --stack prod /);
  });

  it("does run under any name when its environment is named", async () => {
    const { outputs } = await run("review-7", { ...devConfig, "moorage:environment": "dev" });
    assert.equal(await valueOf(outputs.v1.namespace), "board-dev");
  });
});
