import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { StandInMachine } from "./stand-in-machine.ts";

interface Ending {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts a command as its user would, away from the clone. */
async function ended(machine: StandInMachine, bin: "moorage" | "pulumi", args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ending> {
  const path = fileURLToPath(new URL(`../bin/${bin}.mjs`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { cwd: machine.folder, env: { ...machine.env, PATH: "/usr/bin:/bin", ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const said = { out: "", err: "" };
  child.stdout.on("data", (data: Buffer) => (said.out += data.toString()));
  child.stderr.on("data", (data: Buffer) => (said.err += data.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...said };
}

describe("moorage", () => {
  const machine = new StandInMachine();
  const calls = {
    nothing: [],
    "no such provider": ["cluster", "up", "--provider", "minikube"],
    "no such nodes": ["start", "--nodes", "virtual"],
    "help of start": ["start", "--help"],
    "help of test": ["test", "--help"],
    "no such stack": ["render", "prdo", "--out", "out"],
    environment: ["env"],
  } as const satisfies Readonly<Record<string, readonly string[]>>;
  const endings = new Map<string, Ending>();
  const ending = (call: keyof typeof calls): Ending => endings.get(call) ?? assert.fail(call);

  // Side by side: each of them loads the whole command.
  before(async () => {
    await Promise.all(Object.entries(calls).map(async ([call, args]) => endings.set(call, await ended(machine, "moorage", args))));
  });
  after(() => machine.remove());

  it("tells what it can do when nothing is asked of it, and that is no success", () => {
    const { code, out, err } = ending("nothing");
    assert.notEqual(code, 0);
    for (const verb of ["start", "test", "render", "env", "cluster"]) assert.match(out + err, new RegExp(`^ {2}${verb}\\b`, "m"));
  });

  it("refuses a wrong argument in its first line, and shows how it is used", () => {
    const { code, out, err } = ending("no such provider");
    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, /^error: option '--provider <name>' argument 'minikube' is invalid\. Allowed choices are k3d, kind, embedded\.\n/);
    assert.match(err, /^Usage: moorage cluster up/m);
  });

  it("takes the kind of nodes, of those that there are, to start as to the cluster's up", () => {
    const { code, out, err } = ending("no such nodes");
    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, /^error: option '--nodes <kind>' argument 'virtual' is invalid\. Allowed choices are real, simulated\.\n/);
    assert.match(err, /^Usage: moorage start /m);
    assert.match(ending("no such provider").err, /^ {2}--nodes <kind> +whether pods really run/m);
  });

  it("tells what else the kinds of tests and nodes are", () => {
    assert.match(ending("help of start").out, /^ {2}--nodes <kind> .*\(choices:\s+"real",\s+"simulated"\)/m);
    assert.match(ending("help of test").out, /^ {2}--live +run what takes long instead/m);
    for (const call of ["help of start", "help of test"] as const) assert.equal(ending(call).code, 0);
  });

  it("ends with one line, no stack trace and no colour where a command cannot be done", () => {
    const { code, out, err } = ending("no such stack");
    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, /^error: \/\S+\/Pulumi\.prdo\.yaml is not there: no such stack\n$/);
    assert.equal(machine.has("out"), false);
  });

  it("prints for other shells nothing that is no assignment", () => {
    const { code, out, err } = ending("environment");
    assert.deepEqual([code, err], [0, ""]);
    for (const line of out.trim().split("\n")) assert.match(line, /^export [A-Z_]+='.*'$/);
    assert.ok(out.includes(`export PULUMI_HOME='${machine.env["PULUMI_HOME"] ?? ""}'\n`), out);
  });
});

describe("pulumi of this workspace", () => {
  let machine: StandInMachine;
  beforeEach(() => {
    machine = new StandInMachine();
    machine.pulumi('echo "$*|$PULUMI_CONFIG_PASSPHRASE_FILE" > "$W/call"; exit 7');
  });
  afterEach(() => machine.remove());

  it("is the engine with its own exit code, and has the public passphrase for the stack dev", async () => {
    assert.deepEqual(await ended(machine, "pulumi", ["stack", "output", "--stack", "dev"]), { code: 7, out: "", err: "" });
    assert.match(machine.read("call"), /^stack output --stack dev\|\/.*\/stacks\/dev\.passphrase\n$/);
  });

  it("is without it for another stack, whatever the environment would have said", async () => {
    await ended(machine, "pulumi", ["stack", "output", "--stack", "nosuch"], { PULUMI_STACK: "dev" });
    assert.equal(machine.read("call"), "stack output --stack nosuch|\n");
  });

  it("has it for dev where dev was selected before, by the engine's own memory of this clone", async () => {
    const projectFile = fileURLToPath(new URL("../../../Pulumi.yaml", import.meta.url));
    const memory = `moorage-${createHash("sha1").update(projectFile).digest("hex")}-workspace.json`;
    machine.write(join("pulumi", "workspaces", memory), '{"stack":"organization/moorage/dev"}');
    await ended(machine, "pulumi", ["stack", "output"]);
    assert.match(machine.read("call"), /^stack output\|\/.*\/stacks\/dev\.passphrase\n$/);
  });
});
