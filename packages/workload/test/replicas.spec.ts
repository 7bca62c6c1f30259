import assert from "node:assert/strict";
import fc from "fast-check";
import { Problems } from "@moorage/core";
import { fewestReplicas, replicaProblems } from "../src/replicas.ts";
import type { Scale } from "../src/replicas.ts";
import { strict } from "./made.ts";

function found(scale: Scale, rules?: typeof strict, otherwise = 1) {
  const problems = new Problems();
  replicaProblems(problems, scale, otherwise, rules);
  return problems.found;
}

describe("the fewest pods", () => {
  it("are the autoscaler's, else the replicas, else what there is otherwise", () => {
    assert.deepEqual([fewestReplicas({ autoscaling: { min: 3, max: 4 }, replicas: 3 }, 1), fewestReplicas({ autoscaling: { max: 4 }, replicas: 2 }, 1), fewestReplicas({ autoscaling: { max: 4 } }, 5), fewestReplicas({}, 5)], [3, 2, 5, 5]);
  });

  it("are at least what the environment asks for, unless fewer will do", () => {
    assert.deepEqual(found({ replicas: 2 }, strict), []);
    assert.equal(found({ replicas: 1 }, strict)[0]?.path, "replicas");
    assert.deepEqual(found({ replicas: 1, fewerReplicas: true }, strict), []);
    assert.equal(found({ replicas: 1, fewerReplicas: false }, strict).length, 1);
    assert.deepEqual(found({ replicas: 1 }), []);
  });

  it("are at least one though fewer will do", () => {
    assert.equal(found({ replicas: 0, fewerReplicas: true }, strict)[0]?.problem, "is no count of pods");
  });

  it("are told of once where two settings say the same", () => {
    assert.deepEqual(found({ replicas: 1, autoscaling: { min: 1, max: 9 } }, strict).map(({ path }) => path), ["replicas"]);
    assert.deepEqual(found({ autoscaling: { min: 0, max: 9 } }, strict).map(({ path }) => path), ["autoscaling.min"]);
  });

  it("are not two different numbers", () => {
    assert.deepEqual(found({ replicas: 3, autoscaling: { min: 2, max: 9 } }), [
      { path: "replicas", problem: "is not autoscaling.min, and under an autoscaler that counts", got: "3", expected: "2, or no replicas" },
    ]);
    assert.deepEqual(found({ replicas: 2, autoscaling: { min: 2, max: 9 } }), []);
  });

  it("are good if and only if they are whole and enough", () => {
    fc.assert(fc.property(fc.oneof(fc.integer({ min: -5, max: 20 }), fc.double()), fc.nat({ max: 10 }), fc.boolean(), (replicas, minimumReplicas, fewerReplicas) => {
      const good = Number.isInteger(replicas) && replicas >= 1 && (fewerReplicas || replicas >= minimumReplicas);
      assert.equal(found({ replicas, fewerReplicas }, { ...strict, minimumReplicas }).length === 0, good);
    }));
  });
});
