import assert from "node:assert/strict";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { TestFacts } from "@moorage/testing";
import { TEST_FACTS } from "@moorage/testing";
import { INTERRUPTED } from "../src/cli-error.ts";
import { LIVE, ORDINARY, test } from "../src/commands/test.ts";
import { workspace } from "../src/workspace.ts";
import { StandInMachine } from "./stand-in-machine.ts";

describe("moorage test", () => {
  let machine: StandInMachine;
  let exitCode: typeof process.exitCode;
  beforeEach(() => {
    machine = new StandInMachine();
    exitCode = process.exitCode;
    const modules = join(machine.place.root, "node_modules");
    mkdirSync(modules);
    symlinkSync(dirname(createRequire(import.meta.url).resolve("tsx/package.json")), join(modules, "tsx"));
  });
  afterEach(() => {
    process.exitCode = exitCode;
    machine.remove();
  });

  /** Runs the tests of a clone whose test runner does as told, and gives the exit code that the command would have. */
  const ran = async (runner: string, isTerminal = false, config?: string): Promise<typeof process.exitCode> => {
    const told = { arguments: "process.argv.slice(2)", cwd: "process.cwd()", facts: `process.env.${TEST_FACTS}` };
    const body = `require("node:fs").writeFileSync(${JSON.stringify(join(machine.folder, "told"))}, JSON.stringify({ ${Object.entries(told).map(([name, value]) => `${name}: ${value}`).join(", ")} }));`;
    machine.write("clone/node_modules/mocha/bin/mocha.js", `${body}\n${runner}\n`);
    await test(machine.place, machine.offline(), { ...machine.output, isTerminal }, config);
    return process.exitCode;
  };
  const told = (): { readonly arguments: readonly string[]; readonly cwd: string; readonly facts: TestFacts } => {
    const { facts, ...rest } = JSON.parse(machine.read("told")) as { readonly arguments: readonly string[]; readonly cwd: string; readonly facts: string };
    return { ...rest, facts: JSON.parse(facts) as TestFacts };
  };

  it("runs the clone's tests in the clone, without colours in a pipe", async () => {
    assert.equal(await ran(""), 0);
    const { arguments: args, cwd } = told();
    assert.deepEqual([args, cwd], [["--config", "test/mocharc.yaml", "--no-color"], machine.place.root]);
  });

  it("runs what takes long in place of the others, where that is asked for", async () => {
    assert.equal(await ran("", false, LIVE), 0);
    assert.deepEqual(told().arguments, ["--config", "test/live/mocharc.yaml", "--no-color"]);
    for (const config of [LIVE, ORDINARY]) assert.ok(existsSync(join(workspace().root, config)), config);
  });

  it("hands on what was found: tools, machine, and why engine tests cannot run", async () => {
    const kubectl = machine.program("kubectl", "exit 0");
    await ran("");
    const { executables, machine: found, home, lacking, absent } = told().facts;
    assert.deepEqual([executables["kubectl"], executables["pulumi"], home], [kubectl, undefined, machine.env["MOORAGE_HOME"]]);
    assert.deepEqual(found, { docker: { available: false, why: "--no-docker was given" }, baseImages: {} });
    assert.equal(lacking.length, 1);
    assert.match(lacking[0] ?? "", /^pulumi-cli, .*, kwok cannot be had: it is not in the cache, and --offline allows nothing else; run once without --offline/);
    assert.ok(Object.keys(absent ?? {}).length > 0);
  });

  it("ends as the tests do", async () => {
    assert.equal(await ran("process.exit(3)"), 3);
  });

  it("that a signal ended was interrupted", async () => {
    assert.equal(await ran('process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 10_000)'), INTERRUPTED);
  });
});
