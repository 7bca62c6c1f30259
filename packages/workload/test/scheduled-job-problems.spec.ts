import assert from "node:assert/strict";
import { InputError } from "@moorage/core";
import { scheduledJobProblems } from "../src/index.ts";

type Settings = Parameters<typeof scheduledJobProblems>[1];

function linesOf(settings: Partial<Settings>, name = "report"): readonly string[] {
  return scheduledJobProblems(name, { schedule: "@daily", ...settings }).map((problem) => new InputError([problem]).message.replace(`ScheduledJob ${name}: `, ""));
}

describe("a scheduled job's settings", () => {
  it("may be a schedule alone, and much more", () => {
    assert.deepEqual(linesOf({}), []);
    assert.deepEqual(linesOf({ timeZone: "Europe/Berlin", concurrency: "Allow", deadlineSeconds: 1, startingDeadlineSeconds: 10, retries: 0, keepSuccessful: 0, keepFailed: 0, ttlSecondsAfterFinished: 0, suspend: true, to: [], component: "batch", initContainers: { setup: {} } }), []);
  });

  it("need no time for draining: a job serves nobody", () => assert.deepEqual(linesOf({ terminationGraceSeconds: 0 }), []));

  const faults: readonly (readonly [string, object, RegExp])[] = [
    ["a schedule that is none", { schedule: "every day" }, /^schedule: is no schedule: it has 2 fields; got "every day"; expected minute, hour, /],
    ["a time zone that is none", { timeZone: "europe/berlin" }, /^timeZone: is no time zone; got "europe\/berlin".*did you mean "Europe\/Berlin"\?$/],
    ["a concurrency that there is not", { concurrency: "forbid" }, /^concurrency: is none that there is; got "forbid"; expected one of Allow, Forbid, Replace$/],
    ["no time to run", { deadlineSeconds: 0 }, /^deadlineSeconds: .*got 0; expected a whole number from 1$/],
    ["less time to begin than the controller sleeps", { startingDeadlineSeconds: 9 }, /^startingDeadlineSeconds: .*expected a whole number from 10$/],
    ["retries that are no number", { retries: "two" }, /^retries: .*got "two"; expected a whole number from 0$/],
    ["half a run to keep", { keepSuccessful: 0.5 }, /^keepSuccessful: /],
    ["fewer than no run to keep", { keepFailed: -1 }, /^keepFailed: /],
    ["a past to be deleted in", { ttlSecondsAfterFinished: -1 }, /^ttlSecondsAfterFinished: /],
    ["a component that is no label", { component: "a b" }, /^component: is no label value/],
    ["a peer that is nobody", { to: [{ cidr: "x" }] }, /^to\[0\]\.cidr: /],
    ["a fault of its pod", { environment: { DB_PASSWORD: "x" } }, /^environment\.DB_PASSWORD: is named like a secret/],
  ];
  for (const [title, change, says] of faults) {
    it(`are refused for ${title}, in one line`, () => {
      const lines = linesOf(change);
      assert.equal(lines.length, 1, lines.join("\n"));
      assert.match(lines[0] ?? "", says);
    });
  }

  it("need a name that leaves room for the names of runs", () => {
    assert.deepEqual(linesOf({}, "a".repeat(52)), []);
    assert.match(linesOf({}, "a".repeat(53))[0] ?? "", /^name: has 53 characters, and a{53}-0123456789 would be too long/);
    assert.match(linesOf({}, "Report")[0] ?? "", /^name: has "R" at position 1/);
  });
});
