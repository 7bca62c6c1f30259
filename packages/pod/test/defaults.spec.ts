import assert from "node:assert/strict";
import { podDefaults } from "../src/index.ts";

describe("the defaults of pods", () => {
  it("cannot be changed for all by changing them for one", () => {
    assert.throws(() => Object.assign(podDefaults, { scratch: "1Gi" }), TypeError);
  });

  it("leave time to spare between draining and being killed", () => {
    const { preStopSeconds, drainSeconds, terminationGraceSeconds } = podDefaults;
    assert.ok(preStopSeconds + drainSeconds < terminationGraceSeconds);
    assert.deepEqual([preStopSeconds, drainSeconds, terminationGraceSeconds], [10, 30, 45]);
  });
});
