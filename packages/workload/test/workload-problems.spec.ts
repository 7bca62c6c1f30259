import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "@moorage/core";
import { workloadProblems } from "../src/index.ts";
import type { Checked, WorkloadSettings } from "../src/index.ts";
import { refuse, replicasOtherwise } from "../src/workload-problems.ts";
import { strict } from "./made.ts";

const http = [{ name: "http", port: 8000 }];
const health = { live: "/health", ready: "/health/ready" };

function linesOf(settings: Checked<WorkloadSettings>, rules?: typeof strict, name = "web"): readonly string[] {
  return workloadProblems(name, settings, rules).map((problem) => new InputError([problem]).message.replace("Workload web: ", ""));
}

describe("a workload's settings", () => {
  it("may be none at all, here and where much is insisted on", () => {
    assert.deepEqual(linesOf({}), []);
    assert.deepEqual(linesOf({}, strict), []);
  });

  it("may be many", () => {
    const settings: WorkloadSettings = { ports: http, health, replicas: 2, autoscaling: { min: 2, max: 9, memory: 80 }, rollout: "Recreate", disruptionBudget: { maxUnavailable: 1 }, from: [{ namespace: "ingress" }], to: [], component: "front", progressDeadlineSeconds: 61 };
    assert.deepEqual(linesOf({ ...settings, partOf: "shop", sidecars: { log: {} } }, strict), []);
  });

  const faults: readonly (readonly [string, object, RegExp])[] = [
    ["0 replicas", { replicas: 0 }, /^replicas: is no count of pods; got 0; expected a whole number from 1$/],
    ["-1 replicas", { replicas: -1 }, /^replicas: is no count of pods; got -1; expected a whole number from 1$/],
    ["1.5 replicas", { replicas: 1.5 }, /^replicas: is no count of pods; got 1\.5; expected a whole number from 1$/],
    ['"three" replicas', { replicas: "three" }, /^replicas: is no count of pods; got "three"; expected a whole number from 1$/],
    ["NaN replicas", { replicas: NaN }, /^replicas: is no count of pods; got NaN/],
    ["one replica in production", { replicas: 1 }, /^replicas: is fewer than this environment asks for; got 1; expected at least 2, or fewerReplicas: true where fewer will do$/],
    ["too few under an autoscaler", { autoscaling: { min: 1, max: 9 } }, /^autoscaling\.min: is fewer than this environment asks for; got 1; expected at least 2/],
    ["an autoscaler whose bounds cross", { autoscaling: { min: 5, max: 4 } }, /^autoscaling\.max: is below the fewest pods there may be; got 4; expected at least 5$/],
    ["a percentage of 0", { autoscaling: { max: 9, cpu: 0 } }, /^autoscaling\.cpu: is no percentage of the requests; got 0; expected a whole number from 1 to 100$/],
    ["a budget that blocks every drain", { disruptionBudget: { maxUnavailable: 0 } }, /^disruptionBudget\.maxUnavailable: blocks every drain of a node; got 0; expected a whole number from 1$/],
    ["a deadline beyond the engine's patience", { progressDeadlineSeconds: 600 }, /^progressDeadlineSeconds: is not below the 600 s after which the engine gives up; got 600; expected a whole number from 1 to 599$/],
    ["a deadline that is none", { progressDeadlineSeconds: 0 }, /^progressDeadlineSeconds: is no number of seconds; got 0; expected a whole number from 1 to 599$/],
    ["a deadline before a container may be up", { ports: http, health: { ...health, startupSeconds: 300 } }, /^progressDeadlineSeconds: passes while a container may still take 300 s to start; got 300 s; expected more than 300 s and less than 600 s$/],
    ["a rollout that there is not", { rollout: "rolling" }, /^rollout: is none that there is; got "rolling"; expected one of RollingUpdate, Recreate$/],
    ["a history that cannot be", { revisionHistoryLimit: -1 }, /^revisionHistoryLimit: .*; got -1; expected a whole number from 0$/],
    ["a component that is no label", { component: "what is this?" }, /^component: is no label value; got "what is this\?"/],
    ["a system that is no label", { partOf: "a b" }, /^partOf: is no label value/],
    ["a peer that is nobody", { to: [{ cidr: "10.0.0.0" }] }, /^to\[0\]\.cidr: is no range of addresses/],
    ["a port that is none", { ports: [{ name: "http", port: 70_000 }] }, /^ports\.http: is no TCP port; got 70000/],
    ["a port name of 16 characters", { ports: [{ name: "a".repeat(16), port: 1 }] }, /is no port name/],
    ["a probe of no port", { ports: http, health: { live: { path: "/", port: "admin" }, ready: "/" } }, /^health\.live: asks the port "admin"/],
    ["readiness like liveness", { ports: http, health: { live: "/", ready: "/" } }, /^health\.ready: is the same as health\.live/],
    ["less time than stopping takes", { preStopSeconds: 20 }, /^terminationGraceSeconds: 20 s preStop \+ 30 s drain = 50 s/],
    ["a sidecar's fault", { sidecars: { log: { scratch: "1" } } }, /^sidecars\.log: scratch: is no size/],
  ];
  for (const [title, change, says] of faults) {
    it(`are refused for ${title}, in one line`, () => {
      const lines = linesOf({ replicas: 2, ...(change as WorkloadSettings), ...("autoscaling" in change ? { replicas: undefined } : {}) } as WorkloadSettings, strict);
      assert.equal(lines.length, 1, lines.join("\n"));
      assert.match(lines[0] ?? "", says);
    });
  }

  it("are no fewer faults for being in one description", () => {
    const all = Object.assign({}, ...faults.filter(([, change]) => !("replicas" in change || "ports" in change)).map(([, change]) => change)) as WorkloadSettings;
    assert.deepEqual(new Set(linesOf(all, strict).map((line) => line.split(":")[0])), new Set(["terminationGraceSeconds", "sidecars.log", "autoscaling.cpu", "disruptionBudget.maxUnavailable", "progressDeadlineSeconds", "rollout", "revisionHistoryLimit", "component", "partOf", "to[0].cidr"]));
  });

  it("need a name that is a label, and say so once", () => {
    assert.deepEqual(linesOf({}, strict, "my_api").map((line) => line.split(";")[0]), ['Workload my_api: name: has "_" at position 3']);
  });

  it("are good for any deadline between a start and the engine's patience, and for no other", () => {
    fc.assert(fc.property(fc.integer({ min: -10, max: 900 }), fc.integer({ min: 1, max: 700 }), (progressDeadlineSeconds, startupSeconds) => {
      const good = progressDeadlineSeconds > startupSeconds && progressDeadlineSeconds < 600;
      assert.equal(linesOf({ ports: http, health: { ...health, startupSeconds }, progressDeadlineSeconds }).length === 0, good);
    }));
  });
});

describe("what a workload's problems are made of", () => {
  it("refuses with every problem, and not without one", () => {
    refuse([]);
    assert.throws(() => refuse([{ path: "a", problem: "is bad" }, { path: "b", problem: "is bad" }]), { name: "InputError", message: "a: is bad\nb: is bad" });
  });

  it("counts one pod where nothing asks for more", () => {
    assert.deepEqual([replicasOtherwise(undefined), replicasOtherwise({ ...strict, minimumReplicas: 0 }), replicasOtherwise(strict)], [1, 1, 2]);
  });
});
