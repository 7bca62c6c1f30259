import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { inParallel } from "../../src/preview/in-parallel.ts";

describe("work in parallel", () => {
  it("gives results in the order of the items, whatever ends first", async () => {
    assert.deepEqual(await inParallel([30, 1, 15], 3, async (ms, index) => sleep(ms, `${index}:${ms}`)), ["0:30", "1:1", "2:15"]);
  });

  it("does no more at once than it may", async () => {
    let [running, most] = [0, 0];
    await inParallel([1, 2, 3, 4, 5], 2, async () => {
      most = Math.max(most, (running += 1));
      await sleep(2);
      running -= 1;
    });
    assert.equal(most, 2);
  });

  it("does something even if nothing may be done at once, and nothing for nothing", async () => {
    assert.deepEqual(await inParallel([1], 0, async (item) => Promise.resolve(item)), [1]);
    assert.deepEqual(await inParallel([], 2, async (item) => Promise.resolve(item)), []);
  });

  it("fails when one of it fails", async () => {
    await assert.rejects(inParallel([1, 2], 2, async (item) => (item === 2 ? Promise.reject(new Error("two")) : Promise.resolve())), /two/);
  });
});
