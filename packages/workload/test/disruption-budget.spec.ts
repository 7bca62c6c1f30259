import assert from "node:assert/strict";
import { Problems } from "@moorage/core";
import type { DisruptionBudgetSettings } from "../src/index.ts";
import { budgetOf, disruptionBudgetProblems, disruptionBudgetSpec } from "../src/disruption-budget.ts";

function problemsOf(settings: DisruptionBudgetSettings | false | undefined): readonly string[] {
  const problems = new Problems();
  disruptionBudgetProblems(problems, settings);
  return problems.found.map(({ problem }) => problem);
}

describe("a disruption budget", () => {
  it("is one pod at a time from two pods on", () => {
    assert.deepEqual([1, 2, 9].map((replicas) => budgetOf(undefined, replicas)), [undefined, 1, 1]);
  });

  it("is what is asked for, a single pod's too, and none where none is wanted", () => {
    assert.deepEqual([budgetOf({ maxUnavailable: 3 }, 9), budgetOf({ maxUnavailable: 1 }, 1), budgetOf({}, 1), budgetOf(false, 9)], [3, 1, 1, undefined]);
  });

  it("lets pods go that are not ready: else they would keep their nodes", () => {
    assert.deepEqual(disruptionBudgetSpec({ app: "web" }, 1), { maxUnavailable: 1, selector: { matchLabels: { app: "web" } }, unhealthyPodEvictionPolicy: "AlwaysAllow" });
  });

  it("is refused when it blocks every drain, or is no count", () => {
    assert.deepEqual(problemsOf({ maxUnavailable: 0 }), ["blocks every drain of a node"]);
    for (const maxUnavailable of [-1, 1.5, NaN]) assert.deepEqual(problemsOf({ maxUnavailable }), ["is no count of pods"]);
    assert.deepEqual(problemsOf({ maxUnavailable: "50%" as unknown as number }), ["is no count of pods"]);
    for (const good of [undefined, false, {}, { maxUnavailable: 1 }] as const) assert.deepEqual(problemsOf(good), []);
  });
});
