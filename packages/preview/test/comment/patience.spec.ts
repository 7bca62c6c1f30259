import assert from "node:assert/strict";
import { Patience, duration, systemClock } from "../../src/comment/patience.ts";
import { FakeClock } from "./fake-clock.ts";

function patience(totalMs: number, attempts = 5): { readonly patience: Patience; readonly clock: FakeClock; readonly lines: string[] } {
  const clock = new FakeClock();
  const lines: string[] = [];
  return { clock, lines, patience: new Patience({ totalMs, attempts, clock, signal: undefined, onWait: (line) => void lines.push(line) }) };
}

describe("Patience", () => {
  it("tells a wait, then waits", async () => {
    const { patience: one, clock, lines } = patience(60_000);
    assert.equal(await one.wait("503 Service Unavailable", 4200, 2), undefined);
    assert.deepEqual(lines, ["503 Service Unavailable; trying again in 5 s (3 of 5)"]);
    assert.deepEqual(clock.waits, [4200]);
  });

  it("ends after the last try, without another wait", async () => {
    const { patience: one, clock } = patience(60_000, 3);
    assert.equal(await one.wait("502", 1000, 3), "gave up after 3 tries");
    assert.deepEqual(clock.waits, []);
  });

  it("does not begin a wait that is longer than what is left of all waits", async () => {
    const { patience: one, clock, lines } = patience(100_000);
    assert.equal(await one.wait("429", 60_000, 1), undefined);
    assert.equal(await one.wait("429", 60_000, 1), "gave up: another try is welcome in 60 s, and no more than 40 s of waiting are left");
    assert.deepEqual(clock.waits, [60_000]);
    assert.equal(lines.length, 1);
  });

  it("tells seconds up to two minutes, then minutes", () => {
    assert.deepEqual([1, 120_000, 120_001, 3_600_000].map(duration), ["1 s", "120 s", "3 min", "60 min"]);
  });

  it("ends a real wait with the reason of its signal", async () => {
    const interruption = new AbortController();
    const wait = systemClock.sleep(60_000, interruption.signal);
    const reason = new Error("Ctrl-C");
    interruption.abort(reason);
    await assert.rejects(wait, reason);
    await assert.rejects(systemClock.sleep(60_000, interruption.signal), reason);
  });

  it("waits in real time", async () => {
    const before = performance.now();
    await systemClock.sleep(20, undefined);
    assert.ok(performance.now() - before >= 18);
    assert.ok(Math.abs(systemClock.now() - Date.now()) < 1000);
  });
});
