import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { listenToCalls } from "../../src/preview/engine-calls.ts";
import { engineEnvironment, runEngine } from "../../src/preview/engine-run.ts";
import { targetOf } from "../../src/preview/target.ts";
import type { Target } from "../../src/preview/target.ts";
import { StandInMachine } from "../stand-in-machine.ts";

describe("a run of the engine", () => {
  let machine: StandInMachine;
  let target: Target;
  beforeEach(() => {
    machine = new StandInMachine();
    machine.env["PATH"] = "/usr/bin:/bin";
    machine.write("clone/Pulumi.yaml", "name: board\n");
    target = targetOf(machine.place.root, machine.place.project, "dev");
  });
  afterEach(() => machine.remove());

  const run = async (args: readonly string[] = ["preview"], onOutput?: (piece: string) => void) => runEngine(target, args, { env: machine.env, signal: new AbortController().signal, ...(onOutput === undefined ? {} : { onOutput }) });

  it("is about one stack, with nobody to answer questions, and keeps apart what is printed where", async () => {
    machine.pulumi('echo "$*"; pwd; echo "no answer" >&2; read -r line || exit 7');
    assert.deepEqual(await run(), { exitCode: 7, stdout: `preview --stack dev --non-interactive\n${machine.place.root}\n`, stderr: "no answer\n" });
  });

  it("tells what is printed as it comes, characters whole", async () => {
    machine.pulumi("printf 'ключ-'; printf '\\320'; sleep 0.1; printf '\\272'");
    const pieces: string[] = [];
    assert.equal((await run(["preview"], (piece) => void pieces.push(piece))).stdout, "ключ-к");
    assert.equal(pieces.join(""), "ключ-к");
  });

  it("keeps outputs of any length", async () => {
    machine.pulumi("head -c 3000000 /dev/zero | tr '\\0' 'x'");
    assert.equal((await run()).stdout.length, 3_000_000);
  });

  it("has the user's variables but for those that write comments, and what every run of the engine has", () => {
    const env = engineEnvironment(target, { ...machine.env, GITHUB_TOKEN: "x", GITLAB_TOKEN: "y", OTHER_TOKEN: "z", PULUMI_SKIP_UPDATE_CHECK: "false" });
    assert.deepEqual([env["GITHUB_TOKEN"], env["GITLAB_TOKEN"], env["OTHER_TOKEN"], env["PULUMI_SKIP_UPDATE_CHECK"], env["PULUMI_CONFIG_PASSPHRASE_FILE"]], [undefined, undefined, "z", "false", machine.place.devPassphrase]);
  });

  it("does not last when it is interrupted", async () => {
    machine.pulumi("exec sleep 20");
    const interruption = new AbortController();
    setTimeout(() => interruption.abort(new Error("interrupted")), 200);
    await assert.rejects(runEngine(target, ["preview"], { env: machine.env, signal: interruption.signal }), /interrupted/);
  });
});

describe("what program and engine say to each other", () => {
  it("is heard through a pipe that is opened more than once, and that leaves nothing behind", async () => {
    const calls = listenToCalls() ?? assert.fail("there are no named pipes");
    const path = calls.env["PULUMI_DEBUG_GRPC"] ?? "";
    assert.ok(statSync(path).isFIFO());
    assert.deepEqual([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777], [0o600, 0o700]);
    for (const line of ["one", "two"]) execFileSync("sh", ["-c", `echo ${line} > '${path}'`]);
    assert.equal(await calls.end(), "one\ntwo\n");
    assert.equal(existsSync(dirname(path)), false);
  });

  it("may be nothing: nobody waits for it", async () => {
    assert.equal(await (listenToCalls() ?? assert.fail("there are no named pipes")).end(), "");
  });
});
