import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { engineFacts, skip } from "@moorage/testing";
import { Sandbox, counts } from "./sandbox.ts";
import type { Result } from "./sandbox.ts";

const AGAIN_SECONDS = 30;

describe("moorage start on a machine that has its tools", function () {
  this.timeout(180_000);
  let sandbox: Sandbox;
  let first: Result;

  const start = async (flags: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Result> => sandbox.moorage(["start", "--offline", "--nodes", "simulated", ...flags], env);

  before(async function () {
    sandbox = new Sandbox(engineFacts(this));
    first = await start();
  });

  after(async () => (sandbox as Sandbox | undefined)?.dispose());

  it("brings a fresh clone up and says what runs where, how to look at it and how to take it down", () => {
    assert.equal(first.exitCode, 0, first.all);
    for (const expected of ["deployment.apps/board-api   2/2", "statefulset.apps/postgres   1/1", sandbox.path(".moorage", "kubeconfig"), "pulumi stack output --stack dev", "pnpm moorage cluster down"]) {
      assert.ok(first.stdout.includes(expected), `${expected}\n${first.all}`);
    }
  });

  it("says plainly that simulated nodes answer no requests", async () => {
    const { stdout } = await sandbox.moorage(["cluster", "status", "--json"]);
    const { nodes } = JSON.parse(stdout) as { readonly nodes: { readonly kind: string } };
    assert.equal(first.stdout.includes("the nodes are simulated"), nodes.kind === "simulated");
  });

  it("shows no secret", () => {
    assert.doesNotMatch(first.all, /dev-only-password/);
  });

  it("leaves everything unchanged when it is run again, and is quick about it", async () => {
    const begun = Date.now();
    const again = await start();
    assert.equal(again.exitCode, 0, again.all);
    assert.deepEqual(Object.keys(counts(again)), ["unchanged"], again.all);
    assert.ok(Date.now() - begun < AGAIN_SECONDS * 1_000);
  });

  it("names the variable that holds a wrong passphrase", async () => {
    const { exitCode, stderr } = await start([], { PULUMI_CONFIG_PASSPHRASE: "wrong" });
    assert.notEqual(exitCode, 0);
    assert.match(stderr, /^error: PULUMI_CONFIG_PASSPHRASE holds another passphrase than that of the stack dev\. Fix: unset PULUMI_CONFIG_PASSPHRASE, and the public one is used$/m);
  });

  it("comes up without a Docker engine, and names what was not built and why", async () => {
    const result = await start(["--no-docker"]);
    assert.equal(result.exitCode, 0, result.all);
    assert.match(result.all, /image board-api:[0-9a-f]{16} was not built: --no-docker was given/);
    assert.match(result.stdout, /^Images were not built: --no-docker was given\.$/m);
  });

  it("brings another system up beside it by its name, and says what is missing and how to take it down", async () => {
    const result = await start(["counter", "--no-docker"]);
    assert.equal(result.exitCode, 0, result.all);
    for (const expected of ["deployment.apps/counter   2/2", "pnpm --dir examples/counter exec pulumi destroy --stack dev"]) assert.ok(result.stdout.includes(expected), `${expected}\n${result.all}`);
    if (result.stdout.includes("the nodes are simulated")) assert.match(result.stdout, /^Images from elsewhere are not on this machine, and simulated nodes pull none: redis:\S+\.$/m);
    assert.doesNotMatch(result.stdout, /^\S+ +deployment\.apps\/board-api/m);
    const again = await start(["counter", "--no-docker"]);
    assert.deepEqual(Object.keys(counts(again)), ["unchanged"], again.all);
  });

  it("names the systems that there are when it is asked for another", async () => {
    const { exitCode, stderr } = await start(["countre"]);
    assert.notEqual(exitCode, 0);
    assert.match(stderr, /^error: there is no system "countre"; expected one of board, compose-migration, consumer, counter, spring-server, tour\. Did you mean counter\?$/m);
  });

  it("starts a cluster again that was stopped, with all that was in it", async function () {
    const { stdout } = await sandbox.moorage(["cluster", "status", "--json"]);
    const { provider, name } = JSON.parse(stdout) as { readonly provider: string; readonly name: string };
    if (provider !== "embedded" || !existsSync("/proc")) skip(this, "a killed cluster: only the embedded one on Linux can be killed by a test");
    const killed = processesOf(`clusters/${name}/bin/`);
    assert.ok(killed.length >= 5, `only ${killed.length} processes`);
    for (const pid of killed) process.kill(pid, "SIGKILL");
    const result = await start(["--no-docker"]);
    assert.equal(result.exitCode, 0, result.all);
    assert.deepEqual(Object.keys(counts(result)), ["unchanged"], result.all);
  });
});

/** Processes whose command line holds `text`. */
function processesOf(text: string): readonly number[] {
  return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && commandLine(pid).includes(text)).map(Number);
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    // It has ended since.
    return "";
  }
}
