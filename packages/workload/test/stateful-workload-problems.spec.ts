import assert from "node:assert/strict";
import { InputError } from "@moorage/core";
import { statefulWorkloadProblems } from "../src/index.ts";
import { strict } from "./made.ts";

type Settings = Parameters<typeof statefulWorkloadProblems>[1];
const claims = { data: { path: "/data", size: "10Gi" } } as const;

function linesOf(settings: Partial<Settings>, rules?: typeof strict, name = "queue"): readonly string[] {
  return statefulWorkloadProblems(name, { claims, ...settings }, rules).map((problem) => new InputError([problem]).message.replace(`StatefulWorkload ${name}: `, ""));
}

describe("a stateful workload's settings", () => {
  it("may be a claim alone, and no claim at all", () => {
    assert.deepEqual([linesOf({}), linesOf({ claims: {} })], [[], []]);
  });

  it("say how many pods there are where the environment asks for several: each has data of its own", () => {
    assert.deepEqual(linesOf({}, strict), ["replicas: is fewer than this environment asks for; got 1; expected at least 2, or fewerReplicas: true where fewer will do"]);
    assert.deepEqual([linesOf({ replicas: 3 }, strict), linesOf({ fewerReplicas: true }, strict)], [[], []]);
  });

  const faults: readonly (readonly [string, object, RegExp])[] = [
    ["0 replicas", { replicas: 0 }, /^replicas: is no count of pods; got 0/],
    ["a claim without a size", { claims: { data: { path: "/data", size: "10" } } }, /^claims\.data\.size: is no size in bytes/],
    ["an autoscaler", { autoscaling: { max: 9 } }, /^autoscaling: is nothing that a StatefulSet has; expected a workload without claims, or no such setting$/],
    ["a rollout", { rollout: "Recreate" }, /^rollout: is nothing that a StatefulSet has/],
    ["a progress deadline", { progressDeadlineSeconds: 60 }, /^progressDeadlineSeconds: is nothing that a StatefulSet has/],
    ["an order that there is not", { podManagement: "parallel" }, /^podManagement: is none that there is; got "parallel"; expected one of Parallel, OrderedReady$/],
    ["a Service's name that is none", { serviceName: "my_queue" }, /^serviceName: has "_" at position 3/],
    ["a history that cannot be", { revisionHistoryLimit: 1.5 }, /^revisionHistoryLimit: /],
    ["a budget that blocks every drain", { disruptionBudget: { maxUnavailable: 0 } }, /^disruptionBudget\.maxUnavailable: blocks every drain/],
    ["a peer that is nobody", { from: [{ ports: [0] }] }, /^from\[0\]\.ports: is no TCP port/],
    ["a component that is no label", { component: "-" }, /^component: is no label value/],
    ["a fault of its pod", { drainSeconds: 90 }, /^terminationGraceSeconds: /],
    ["a mount of a volume that is no claim", { mounts: { "/log": { volume: "log" } } }, /^mounts\.\/log: names the volume "log".*expected one of data$/],
  ];
  for (const [title, change, says] of faults) {
    it(`are refused for ${title}, in one line`, () => {
      const lines = linesOf(change);
      assert.equal(lines.length, 1, lines.join("\n"));
      assert.match(lines[0] ?? "", says);
    });
  }

  it("need a name that leaves room for what the controller adds, and are told so once", () => {
    assert.deepEqual(linesOf({}, undefined, "a".repeat(52)), []);
    for (const length of [53, 63, 64]) {
      const lines = linesOf({}, undefined, "a".repeat(length));
      assert.equal(lines.length, 1);
      assert.match(lines[0] ?? "", new RegExp(`^name: has ${length} characters`));
    }
  });
});
