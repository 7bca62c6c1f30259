import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { StandInMachine } from "./stand-in-machine.ts";

interface Ending {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

describe("a command of this workspace", () => {
  let machine: StandInMachine;
  beforeEach(() => {
    machine = new StandInMachine();
  });
  afterEach(() => machine.remove());

  const started = (bin: "moorage" | "pulumi", args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const path = fileURLToPath(new URL(`../bin/${bin}.mjs`, import.meta.url));
    const child = spawn(process.execPath, [path, ...args], { cwd: machine.folder, env: { ...machine.env, PATH: "/usr/bin:/bin", ...env }, stdio: ["ignore", "pipe", "pipe"] });
    const said = { out: "", err: "" };
    child.stdout.on("data", (data: Buffer) => (said.out += data.toString()));
    child.stderr.on("data", (data: Buffer) => (said.err += data.toString()));
    const ending = once(child, "close").then(([code]): Ending => ({ code: code as number | null, ...said }));
    return { child, ending };
  };
  const moorage = (...args: readonly string[]): Promise<Ending> => started("moorage", args).ending;

  describe("moorage", () => {
    it("tells what it can do when nothing is asked of it, and that is no success", async () => {
      const { code, out, err } = await moorage();
      assert.notEqual(code, 0);
      for (const verb of ["start", "test", "render", "env", "cluster"]) assert.match(out + err, new RegExp(`^ {2}${verb}\\b`, "m"));
    });

    for (const [what, args, line] of [
      ["a verb that it does not know", ["strat"], "error: unknown command 'strat'"],
      ["an option that it does not know", ["start", "--ofline"], "error: unknown option '--ofline'"],
      ["no folder to render to", ["render", "dev"], "error: required option '--out <folder>' not specified"],
      ["no stack to render", ["render", "--out", "out"], "error: missing required argument 'stack'"],
      ["a provider that there is not", ["cluster", "up", "--provider", "minikube"], "error: option '--provider <name>' argument 'minikube' is invalid. Allowed choices are k3d, kind, embedded."],
    ] as const) {
      it(`refuses ${what} in its first line, and shows how it is used`, async () => {
        const { code, out, err } = await moorage(...args);
        assert.deepEqual([code, out], [1, ""]);
        assert.equal(err.split("\n")[0]?.split("\n(")[0], line);
        assert.match(err, /^Usage: moorage/m);
      });
    }

    it("ends with one line, no stack trace and no colour where a command cannot be done", async () => {
      const { code, out, err } = await moorage("render", "prdo", "--out", "out");
      assert.deepEqual([code, out], [1, ""]);
      assert.match(err, /^error: \/\S+\/Pulumi\.prdo\.yaml is not there: no such stack\n$/);
      assert.equal(machine.has("out"), false);
    });

    it("prints for other shells nothing that is no assignment", async () => {
      const { code, out, err } = await moorage("env");
      assert.deepEqual([code, err], [0, ""]);
      for (const line of out.trim().split("\n")) assert.match(line, /^export [A-Z_]+='.*'$/);
      assert.ok(out.includes(`export PULUMI_HOME='${machine.env["PULUMI_HOME"] ?? ""}'\n`), out);
    });
  });

  describe("pulumi", () => {
    const WRITES_DOWN = 'echo "$*|$PULUMI_CONFIG_PASSPHRASE_FILE" > "$W/call"; exit 7';
    const run = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ending> => {
      machine.pulumi(WRITES_DOWN);
      return started("pulumi", args, env).ending;
    };

    it("is the engine with its own exit code, and has the public passphrase for the stack dev", async () => {
      assert.deepEqual(await run(["stack", "output", "--stack", "dev"]), { code: 7, out: "", err: "" });
      assert.match(machine.read("call"), /^stack output --stack dev\|\/.*\/stacks\/dev\.passphrase\n$/);
    });

    it("is without it for another stack, whatever the environment would have said", async () => {
      await run(["stack", "output", "--stack", "nosuch"], { PULUMI_STACK: "dev" });
      assert.equal(machine.read("call"), "stack output --stack nosuch|\n");
    });

    it("waits for the engine to end in good order when it is interrupted, as a terminal interrupts both", async () => {
      machine.pulumi('trap "sleep 0.2; echo ended > $W/ended; exit 5" INT; echo begun > "$W/begun"; while :; do sleep 0.05; done');
      const { child, ending } = started("pulumi", ["up", "--stack", "dev"]);
      while (!machine.has("begun")) await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill("SIGINT");
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.deepEqual([child.exitCode, child.signalCode], [null, null]);
      child.kill("SIGKILL");
      await ending;
    });
  });
});
