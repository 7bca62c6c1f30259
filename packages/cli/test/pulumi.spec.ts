import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { INTERRUPTED } from "../src/cli-error.ts";
import { askPulumi, engineCommand, pulumiLauncher, runPulumi } from "../src/pulumi.ts";
import { StandInMachine } from "./stand-in-machine.ts";

const WRITES_DOWN = '/usr/bin/env > "$W/environment"; pwd > "$W/cwd"; for argument; do echo "<$argument>"; done > "$W/arguments"';

describe("the engine", () => {
  let machine: StandInMachine;
  beforeEach(() => {
    machine = new StandInMachine();
    machine.env["PATH"] = "/usr/bin:/bin";
  });
  afterEach(() => machine.remove());

  const environment = (): Readonly<Record<string, string | undefined>> => Object.fromEntries(machine.read("environment").split("\n").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
  const run = (stack: string | undefined, ...args: readonly string[]): Promise<number> => runPulumi(machine.place, stack, args, machine.env);

  it("is the one that the workspace pins, by the launcher of its npm package", () => {
    assert.ok(existsSync(pulumiLauncher()));
    const { version } = createRequire(pulumiLauncher())("./package.json") as { readonly version: string };
    // Where the stand-in of these tests is put; elsewhere a launcher would download.
    assert.equal(version, "3.250.0");
  });

  it("is run straight where it is installed, and by the launcher, which gets it, where it is not", () => {
    const home = join(machine.folder, "pulumi");
    assert.deepEqual(engineCommand(home), [process.execPath, pulumiLauncher()]);
    machine.pulumi("exit 0");
    assert.deepEqual(engineCommand(home), [join(home, "versions", "3.250.0", "bin", "pulumi")]);
  });

  it("runs in the clone with its arguments as they were", async () => {
    machine.pulumi(WRITES_DOWN);
    assert.equal(await run("dev", "config", "set", "moorage:host", "two words", "$(id)"), 0);
    assert.equal(machine.read("cwd"), `${machine.place.root}\n`);
    assert.deepEqual(machine.read("arguments").trim().split("\n"), ["<config>", "<set>", "<moorage:host>", "<two words>", "<$(id)>"]);
  });

  it("has the public passphrase for the stack dev", async () => {
    machine.pulumi(WRITES_DOWN);
    await run("dev", "up");
    assert.equal(environment()["PULUMI_CONFIG_PASSPHRASE_FILE"], machine.place.devPassphrase);
  });

  for (const stack of ["prod", undefined]) {
    it(`has none for ${stack ?? "a stack that nobody knows"}`, async () => {
      machine.pulumi(WRITES_DOWN);
      await run(stack, "up");
      assert.deepEqual([environment()["PULUMI_CONFIG_PASSPHRASE_FILE"], environment()["PULUMI_CONFIG_PASSPHRASE"]], [undefined, undefined]);
    });
  }

  it("has its user's passphrase before the public one", async () => {
    machine.pulumi(WRITES_DOWN);
    machine.env["PULUMI_CONFIG_PASSPHRASE"] = "mine";
    await run("dev", "up");
    assert.deepEqual([environment()["PULUMI_CONFIG_PASSPHRASE"], environment()["PULUMI_CONFIG_PASSPHRASE_FILE"]], ["mine", undefined]);
  });

  it("has one home for everything, and neither offers help nor looks for newer versions", async () => {
    machine.pulumi(WRITES_DOWN);
    await run("dev", "up");
    const { PULUMI_HOME, PULUMI_SKIP_UPDATE_CHECK, PULUMI_SUPPRESS_NEO_LINK } = environment();
    assert.deepEqual([PULUMI_HOME, PULUMI_SKIP_UPDATE_CHECK, PULUMI_SUPPRESS_NEO_LINK], [machine.env["PULUMI_HOME"], "true", "true"]);
  });

  it("has a home by the user's HOME where none is named", async () => {
    const { PULUMI_HOME: _none, ...env } = machine.env;
    machine.executable(join("user", ".pulumi", "versions", "3.250.0", "bin", "pulumi"), WRITES_DOWN);
    await runPulumi(machine.place, "dev", ["up"], env);
    assert.equal(environment()["PULUMI_HOME"], join(machine.folder, "user", ".pulumi"));
  });

  it("lets its user change what is only a default", async () => {
    machine.pulumi(WRITES_DOWN);
    machine.env["PULUMI_SKIP_UPDATE_CHECK"] = "false";
    await run("dev", "up");
    assert.equal(environment()["PULUMI_SKIP_UPDATE_CHECK"], "false");
  });

  for (const code of [0, 255]) {
    it(`ends with ${code} when its CLI does`, async () => {
      machine.pulumi(`exit ${code}`);
      assert.equal(await run("dev", "up"), code);
    });
  }

  it("that a signal ended was interrupted", async () => {
    machine.pulumi("kill -INT $$");
    assert.equal(await run("dev", "up"), INTERRUPTED);
  });

  describe("asked a question", () => {
    it("answers with what it printed", async () => {
      machine.pulumi('echo "out of $*"; echo "a warning" >&2');
      assert.deepEqual(await askPulumi(machine.place, "dev", ["stack", "output"], machine.env), { ok: true, stdout: "out of stack output", stderr: "a warning" });
    });

    it("answers with what it complained about", async () => {
      machine.pulumi('echo "error: incorrect passphrase" >&2; exit 255');
      assert.deepEqual(await askPulumi(machine.place, "dev", ["config"], machine.env), { ok: false, stdout: "", stderr: "error: incorrect passphrase" });
    });

    it("asks nothing back: there is nobody at its standard input", async () => {
      machine.pulumi('if read -r line; then echo "read $line"; else echo "nobody"; fi');
      assert.equal((await askPulumi(machine.place, "dev", ["stack", "init"], machine.env)).stdout, "nobody");
    });

    it("has the environment that it has at work", async () => {
      machine.pulumi(WRITES_DOWN);
      await askPulumi(machine.place, "dev", ["config"], machine.env);
      assert.equal(environment()["PULUMI_CONFIG_PASSPHRASE_FILE"], machine.place.devPassphrase);
      await askPulumi(machine.place, "prod", ["config"], machine.env);
      assert.equal(environment()["PULUMI_CONFIG_PASSPHRASE_FILE"], process.env["PULUMI_CONFIG_PASSPHRASE_FILE"]);
    });
  });
});
