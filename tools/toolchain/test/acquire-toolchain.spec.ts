import assert from "node:assert/strict";
import { acquireToolchain } from "../src/acquire-toolchain.ts";
import type { ToolchainEvent, ToolchainListener } from "../src/acquire-toolchain.ts";
import { planToolchain } from "../src/plan-toolchain.ts";
import type { ToolchainPlan } from "../src/plan-toolchain.ts";
import type { Offer, Part, Refusal } from "../src/part.ts";
import { ToolchainError } from "../src/toolchain-error.ts";
import { Workbench } from "./workbench.ts";

describe("acquiring a toolchain", () => {
  let bench: Workbench;
  beforeEach(() => {
    bench = new Workbench();
  });
  afterEach(() => bench.remove());

  const part = (name: string, offer: Partial<Offer> | Refusal): Part => ({
    name,
    purpose: "serves a test",
    offer: async () => Promise.resolve({ source: "go", from: "a module", seconds: 10, obtain: async () => Promise.resolve({ executables: { [name]: `/bin/${name}` } }), ...offer } as Offer | Refusal),
  });
  const planned = async (...parts: readonly Part[]): Promise<ToolchainPlan> => planToolchain([], { parts, env: bench.env, home: bench.home });
  const noting = (events: string[]): ToolchainListener => ({ type, part: { name } }) => void events.push(`${name} ${type}`);
  const failing = (error: Error) => ({ obtain: async () => Promise.reject(error) });

  it("gives executables, variables, and what is missing", async () => {
    const refusal = { source: "none", why: "there is no way", remedy: "make one" } as const;
    const engine = part("engine", { obtain: async () => Promise.resolve({ executables: { docker: "/bin/docker" }, env: { DOCKER_HOST: "unix:///x" } }) });
    const { executables, env, missing } = await acquireToolchain(await planned(part("a", {}), engine, part("b", refusal)));
    assert.deepEqual(executables, { a: "/bin/a", docker: "/bin/docker" });
    assert.deepEqual(env, { PULUMI_HOME: bench.pulumiHome, DOCKER_HOST: "unix:///x" });
    assert.deepEqual(missing.map(({ part: { name }, refusal: { why } }) => [name, why]), [["b", "there is no way"]]);
  });

  describe("of which some is dispensable", () => {
    const dispensable = async (...parts: readonly Part[]): Promise<ToolchainPlan> => {
      const plan = await planned(part("needed", {}), ...parts);
      return { ...plan, parts: plan.parts.map((one) => (one.part.name === "needed" ? one : { ...one, dispensable: true })) };
    };

    it("says of each executable of a refused part why it is absent, and that nothing is missing", async () => {
      const refused: Part = { ...part("database", { source: "none", why: "this is no Debian", remedy: "install one" }), gives: ["initdb", "psql"] };
      const { executables, missing, absent } = await acquireToolchain(await dispensable(refused, part("there", {})));
      const why = "database cannot be had: this is no Debian; install one";
      assert.deepEqual(absent, { initdb: why, psql: why });
      assert.deepEqual(missing, []);
      assert.deepEqual(executables, { needed: "/bin/needed", there: "/bin/there" });
    });

    it("goes on without a part whose getting fails, and tells why", async () => {
      const events: string[] = [];
      const failed = part("linter", failing(new ToolchainError("BUILD_FAILED", "building linter failed: x")));
      const { executables, absent } = await acquireToolchain(await dispensable(failed), noting(events));
      assert.deepEqual(absent, { linter: "building linter failed: x" });
      assert.deepEqual(executables, { needed: "/bin/needed" });
      assert.ok(events.includes("linter failed"));
    });

    it("ends all the same at an interruption and on a full disk", async () => {
      for (const code of ["INTERRUPTED", "DISK_FULL"] as const) {
        await assert.rejects(acquireToolchain(await dispensable(part("linter", failing(new ToolchainError(code, "no"))))), { code });
      }
    });
  });

  it("begins with the longest", async () => {
    const order: string[] = [];
    const counting = (name: string, seconds: number): Part => part(name, { seconds, obtain: async () => Promise.resolve({ executables: {}, env: { [name]: String(order.push(name)) } }) });
    await acquireToolchain(await planned(counting("short", 1), counting("long", 300), counting("middle", 20)));
    assert.deepEqual(order, ["long", "middle", "short"]);
  });

  it("tells what happens to each part that takes time, and nothing of the others", async () => {
    const events: string[] = [];
    const slow = part("slow", {
      obtain: async (report) => {
        report("downloading x");
        report("another run is building slow: waiting for it");
        return Promise.resolve({ executables: {} });
      },
    });
    await acquireToolchain(await planned(slow, part("there", { source: "cache", seconds: 0 })), noting(events));
    assert.deepEqual(events, ["slow started", "slow line", "slow waiting", "slow done"]);
  });

  it("tells every second how far a long part is", async function () {
    this.timeout(5_000);
    const events: ToolchainEvent[] = [];
    const slow = part("slow", { seconds: 2, obtain: async () => new Promise((done) => setTimeout(() => done({ executables: {} }), 1_300)) });
    await acquireToolchain(await planned(slow), (event) => events.push(event));
    const progress = events.find((event) => event.type === "progress");
    assert.ok(progress?.type === "progress" && progress.elapsedSeconds >= 0.9 && progress.expectedSeconds === 2);
  });

  it("fetches ahead what the later parts need, and stops that when all is got", async () => {
    const fetched: string[] = [];
    const preparing = (name: string): Part => part(name, { prepare: async (signal: AbortSignal) => Promise.resolve(void fetched.push(`${name} ${signal.aborted ? "late" : "ahead"}`)) } as Partial<Offer>);
    await acquireToolchain(await planned(preparing("a"), preparing("b")));
    assert.equal(fetched[0], "a ahead");
    assert.ok(!fetched.includes("b late"));
  });

  it("gets the others when one fails, and then tells of every failure in a line", async () => {
    const events: string[] = [];
    const parts = [part("a", failing(new ToolchainError("BUILD_FAILED", "building a failed: x"))), part("b", failing(new Error("odd\n  at somewhere"))), part("c", {})];
    const acquiring = acquireToolchain(await planned(...parts), noting(events));
    await assert.rejects(acquiring, { name: "ToolchainError", code: "BUILD_FAILED", message: "building a failed: x\ngetting b failed: odd" });
    assert.ok(events.includes("a failed") && events.includes("c done"));
  });

  it("begins nothing more after an interruption or on a full disk", async () => {
    for (const error of [new ToolchainError("INTERRUPTED", "interrupted"), Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" })]) {
      const begun: string[] = [];
      const stopping = ["a", "b", "c"].map((name) => part(name, { seconds: 30, ...failing(error) }));
      const last = part("last", { seconds: 1, obtain: async () => Promise.resolve({ executables: {}, env: { last: String(begun.push("last")) } }) });
      await assert.rejects(acquireToolchain(await planned(...stopping, last)), { message: /^[^\n]*$/ });
      assert.deepEqual(begun, []);
    }
  });
});
