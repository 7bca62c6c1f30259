import assert from "node:assert/strict";
import { podDefaults } from "@moorage/pod";
import { engineTimeoutSeconds, scheduledJobDefaults, scheduledJobProblems, statefulWorkloadDefaults, workloadDefaults, workloadProblems } from "../src/index.ts";

describe("the defaults of workloads", () => {
  it("cannot be changed for all by changing them for one", () => {
    for (const defaults of [workloadDefaults, statefulWorkloadDefaults, scheduledJobDefaults]) assert.throws(() => Object.assign(defaults, { replicas: 9, retries: 9 }), TypeError);
  });

  it("let a start fail before a rollout does, and a rollout before the engine gives up", () => {
    assert.ok(podDefaults.startupSeconds < workloadDefaults.progressDeadlineSeconds);
    assert.ok(workloadDefaults.progressDeadlineSeconds < engineTimeoutSeconds);
  });

  it("are good themselves when they are said aloud", () => {
    const { cpuPercent, maxUnavailable, replicas, ...rest } = workloadDefaults;
    assert.deepEqual(workloadProblems("web", { ...rest, autoscaling: { min: replicas, max: replicas, cpu: cpuPercent }, disruptionBudget: { maxUnavailable } }), []);
    assert.deepEqual(scheduledJobProblems("report", { schedule: "@daily", ...scheduledJobDefaults, concurrency: "Forbid" }), []);
  });
});
