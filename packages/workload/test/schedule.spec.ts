import assert from "node:assert/strict";
import fc from "fast-check";
import { scheduleProblem } from "../src/schedule.ts";

describe("a schedule", () => {
  for (const good of ["* * * * *", "30 3 * * 1-5", "*/15 0-6,22,23 1,15 JAN,jul-Dec ?", "5/10 * * * sun-sat", "0 0 29 2 *", "  0   0 * * *  ", "0 0 1-31/2 * *", "@daily", "@hourly", "@yearly"]) {
    it(`may be ${JSON.stringify(good)}`, () => assert.equal(scheduleProblem(good), undefined));
  }

  const faults: Readonly<Record<string, string>> = {
    "": "is no schedule: it has 0 fields",
    "* * * *": "is no schedule: it has 4 fields",
    "0 * * * * *": "is no schedule: it has 6 fields",
    "@reboot": "is no schedule: it has 1 fields",
    "@every 5m": "is no schedule: it has 2 fields",
    "60 * * * *": 'has a minute that is none: "60"',
    "* 24 * * *": 'has a hour that is none: "24"',
    "* * 0 * *": 'has a day of the month that is none: "0"',
    "* * * 13 *": 'has a month that is none: "13"',
    "* * * * 7": 'has a day of the week that is none: "7"',
    "* * * foo *": 'has a month that is none: "foo"',
    "*/0 * * * *": 'has a minute that is none: "*/0"',
    "*/ * * * *": 'has a minute that is none: "*/"',
    "*/5/5 * * * *": 'has a minute that is none: "*/5/5"',
    "5-1 * * * *": 'has a minute that is none: "5-1"',
    "1-2-3 * * * *": 'has a minute that is none: "1-2-3"',
    "1, * * * *": 'has a minute that is none: "1,"',
    "-1 * * * *": 'has a minute that is none: "-1"',
    "1.5 * * * *": 'has a minute that is none: "1.5"',
    "CRON_TZ=UTC 0 0 * * *": "names a time zone",
  };
  for (const [bad, problem] of Object.entries(faults)) {
    it(`may not be ${JSON.stringify(bad)}: it ${problem}`, () => {
      const found = scheduleProblem(bad);
      assert.deepEqual([found?.problem, found?.got], [problem, JSON.stringify(bad)]);
    });
  }

  it("is told what the field takes", () => {
    assert.match(scheduleProblem("* * * 13 *")?.expected ?? "", /^month 1 to 12 or jan to dec, /);
    assert.match(scheduleProblem("60 * * * *")?.expected ?? "", /^minute 0 to 59, \*, /);
  });

  it("is a time that comes", () => {
    for (const never of ["0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 31 feb ?", "0 0 30 2 */1", "0 0 30 2 1,*"]) assert.equal(scheduleProblem(never)?.problem, "is a day that no month has", never);
    // With a day of the week beside it, that alone is enough.
    for (const comes of ["0 0 30 2 1", "0 0 30 2 0-6", "0 0 30 2 */2", "0 0 31 2,3 *"]) assert.equal(scheduleProblem(comes), undefined, comes);
  });

  it("is any numbers, ranges and steps within the bounds of their field, and no number outside", () => {
    const bounds = [[0, 59], [0, 23], [1, 28], [1, 12], [0, 6]] as const;
    const part = (least: number, most: number) =>
      fc.oneof(fc.constant("*"), fc.integer({ min: least, max: most }).map(String), fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most })).map((pair) => [...pair].sort((a, b) => a - b).join("-"))).chain((range) => fc.constantFrom(range, `${range}/1`, `${range}/7`));
    const field = ([least, most]: readonly [number, number]) => fc.array(part(least, most), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(","));
    fc.assert(fc.property(fc.tuple(...bounds.map(field)), fc.nat({ max: 4 }), (fields, at) => {
      assert.equal(scheduleProblem(fields.join(" ")), undefined);
      const most = [59, 23, 31, 12, 6][at]!;
      for (const wrong of [most + 1, `${most + 1}-${most + 2}`, `${fields[at]},${most + 1}`]) assert.notEqual(scheduleProblem(fields.with(at, String(wrong)).join(" ")), undefined);
    }));
  });
});
