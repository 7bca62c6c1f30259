import assert from "node:assert/strict";
import { timeZoneProblem } from "../src/time-zone.ts";

describe("a time zone", () => {
  for (const good of ["Etc/UTC", "UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Asia/Calcutta"]) {
    it(`may be ${good}`, () => assert.equal(timeZoneProblem(good), undefined));
  }
  for (const bad of ["", "Local", "Berlin", "Europe/Atlantis", "+01:00", "../etc/passwd", "Europe/Berlin "]) {
    it(`may not be ${JSON.stringify(bad)}`, () => assert.deepEqual([timeZoneProblem(bad)?.problem, timeZoneProblem(bad)?.got], ["is no time zone", JSON.stringify(bad)]));
  }

  it("is written as the database writes it: a cluster minds upper and lower case", () => {
    for (const [wrong, right] of [["europe/berlin", "Europe/Berlin"], ["etc/utc", "Etc/UTC"], ["AMERICA/NEW_YORK", "America/New_York"]] as const) {
      assert.equal(timeZoneProblem(wrong)?.fix, `did you mean "${right}"?`);
    }
  });
});
