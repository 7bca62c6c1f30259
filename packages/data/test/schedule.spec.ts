import assert from "node:assert/strict";
import fc from "fast-check";
import { scheduleProblem } from "../src/schedule.ts";

describe("a schedule", () => {
  for (const good of ["17 3 * * *", "*/5 * * * *", "0 0 1,15 * MON-FRI", "0-30/10 8-18 * jan-mar 0", "59 23 31 12 6", "@daily", "@hourly", "  17   3 * * * ", "0 0 ? * *", "5/15 * * * *"]) {
    it(`may be ${JSON.stringify(good)}`, () => assert.equal(scheduleProblem(good), undefined));
  }

  const bad = [
    ["", /is no schedule/], ["daily", /is no schedule/], ["@dayly", /is no schedule/], ["17 3 * *", /is no schedule/], ["0 17 3 * * *", /is no schedule/],
    ["60 3 * * *", /bad minute/], ["-1 3 * * *", /bad minute/], ["1.5 3 * * *", /bad minute/], ["*/0 3 * * *", /bad minute/], ["*/5/2 3 * * *", /bad minute/], ["1-2-3 3 * * *", /bad minute/], [", 3 * * *", /bad minute/],
    ["0 24 * * *", /bad hour/], ["0 18-8 * * *", /bad hour/], ["0 3 0 * *", /bad day of the month/], ["0 3 32 * *", /bad day of the month/],
    ["0 3 * 13 *", /bad month/], ["0 3 * mon *", /bad month/], ["0 3 * * 7", /bad day of the week/], ["0 3 * * sunday", /bad day of the week/],
  ] as const;
  for (const [schedule, says] of bad) {
    it(`cannot be ${JSON.stringify(schedule)}`, () => {
      const wrong = scheduleProblem(schedule);
      assert.match(wrong?.problem ?? "", says);
      assert.equal(wrong?.got, JSON.stringify(schedule));
    });
  }

  it("may be any minute and hour that there is, and no other", () => {
    fc.assert(fc.property(fc.integer({ min: -5, max: 99 }), fc.integer({ min: -5, max: 99 }), (minute, hour) => {
      const exists = minute >= 0 && minute < 60 && hour >= 0 && hour < 24;
      assert.equal(scheduleProblem(`${minute} ${hour} * * *`) === undefined, exists);
    }));
  });
});
