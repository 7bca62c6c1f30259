import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClusterContext } from "../src/index.ts";
import { exclusively } from "../src/exclusively.ts";
import { pause } from "../src/pause.ts";

describe("work on a clone's cluster", () => {
  let folder: string;
  let said: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "moorage-lock-"));
    said = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const context = (changes: Partial<ClusterContext> = {}): ClusterContext => ({ name: "moorage-abcdef", stateDir: folder, home: folder, tools: {}, env: {}, ...changes });
  const alone = <T>(work: () => Promise<T>, changes: Partial<ClusterContext> = {}): Promise<T> => exclusively(context(changes), (line) => said.push(line), work);
  const lock = (): string => join(folder, "cluster.lock");

  it("gives what it gives, says nothing and leaves no lock", async () => {
    assert.equal(await alone(async () => existsSync(lock())), true);
    assert.equal(existsSync(lock()), false);
    assert.deepEqual(said, []);
  });

  it("is done one after the other, whoever asks, and says once that it waits", async () => {
    let active = 0;
    const seen: number[] = [];
    const work = async (): Promise<void> => {
      active += 1;
      seen.push(active);
      await pause(250);
      active -= 1;
    };
    await Promise.all([alone(work), alone(work)]);
    assert.deepEqual(seen, [1, 1]);
    assert.deepEqual(said, ["another command is at work on this clone's cluster: waiting for it"]);
  });

  it("of another clone does not wait", async () => {
    const other = join(folder, "other");
    mkdirSync(other);
    const inner = alone(async () => alone(async () => "both", { stateDir: other }));
    assert.equal(await inner, "both");
    assert.deepEqual(said, []);
  });

  it("is not waited for where there is no folder to work in", async () => {
    await assert.rejects(alone(async () => assert.fail("it was done"), { stateDir: join(folder, "none") }), { code: "ENOENT" });
    assert.deepEqual(said, []);
  });

  it("that fails makes room for the next", async () => {
    await assert.rejects(alone(async () => Promise.reject(new Error("a mistake"))), /^Error: a mistake$/);
    assert.equal(await alone(async () => "next"), "next");
  });

  it("that fills the disk says so", async () => {
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    await assert.rejects(alone(async () => Promise.reject(full)), { name: "ClusterError", code: "disk-full" });
  });

  it("can be given up while it waits, and disturbs nobody", async () => {
    const controller = new AbortController();
    let didWork = false;
    await alone(async () => {
      const waiting = alone(async () => {
        didWork = true;
      }, { signal: controller.signal });
      controller.abort();
      await assert.rejects(waiting, { code: "aborted" });
      assert.equal(existsSync(lock()), true);
    });
    assert.equal(didWork, false);
  });

  it("takes over from a command that was killed, whose lock shows no sign of life", async () => {
    mkdirSync(lock());
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock(), longAgo, longAgo);
    assert.equal(await alone(async () => "done"), "done");
  });

  it("is not undone because its lock was lost meanwhile", async () => {
    const result = await alone(async () => {
      rmSync(lock(), { recursive: true });
      return "done";
    });
    assert.equal(result, "done");
  });

  it("says in one line that its folder cannot be written to", async () => {
    await assert.rejects(exclusively({ name: "x", stateDir: "/sys", home: "/sys", tools: {}, env: {} }, () => undefined, async () => Promise.resolve()), { name: "ClusterError", code: "not-writable" });
  });
});
