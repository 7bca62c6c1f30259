import assert from "node:assert/strict";
import fc from "fast-check";
import { Problems } from "@moorage/core";
import type { AutoscalingSettings } from "../src/index.ts";
import { autoscalerSpec, autoscalingProblems } from "../src/autoscaler.ts";

interface Policy {
  readonly type: string;
  readonly value: number;
  readonly periodSeconds: number;
}
interface Rules {
  readonly stabilizationWindowSeconds: number;
  readonly policies: readonly Policy[];
}

function paths(settings: AutoscalingSettings, min = 2): readonly string[] {
  const problems = new Problems();
  autoscalingProblems(problems, settings, min);
  return problems.found.map(({ path }) => path);
}

describe("an autoscaler", () => {
  const usage = (name: string, averageUtilization: number) => ({ type: "Resource", resource: { name, target: { type: "Utilization", averageUtilization } } });

  it("goes by CPU at 70 percent unless told otherwise, and by memory only when told", () => {
    assert.deepEqual(autoscalerSpec({ max: 5 }, 2, "web").metrics, [usage("cpu", 70)]);
    assert.deepEqual(autoscalerSpec({ max: 5, cpu: 50, memory: 80 }, 2, "web").metrics, [usage("cpu", 50), usage("memory", 80)]);
  });

  it("scales one Deployment between its bounds", () => {
    const { scaleTargetRef, minReplicas, maxReplicas } = autoscalerSpec({ max: 5 }, 2, "web");
    assert.deepEqual([scaleTargetRef, minReplicas, maxReplicas], [{ apiVersion: "apps/v1", kind: "Deployment", name: "web" }, 2, 5]);
  });

  it("adds pods at once and takes them away slowly", () => {
    const { scaleUp, scaleDown } = autoscalerSpec({ max: 5 }, 2, "web").behavior as { scaleUp: Rules; scaleDown: Rules };
    assert.deepEqual([scaleUp.stabilizationWindowSeconds, scaleDown.stabilizationWindowSeconds], [0, 300]);
    assert.deepEqual(scaleDown.policies, [{ type: "Pods", value: 1, periodSeconds: 60 }]);
    assert.deepEqual(scaleUp.policies, [{ type: "Percent", value: 100, periodSeconds: 30 }]);
  });

  it("has bounds that do not cross", () => {
    assert.deepEqual([paths({ max: 2 }), paths({ max: 1 }), paths({ max: 0 }), paths({ max: "9" as unknown as number })], [[], ["autoscaling.max"], ["autoscaling.max"], ["autoscaling.max"]]);
  });

  it("takes percentages from 1 to 100 and nothing else", () => {
    fc.assert(fc.property(fc.oneof(fc.integer({ min: -10, max: 120 }), fc.double()), (percent) => {
      const good = Number.isInteger(percent) && percent >= 1 && percent <= 100;
      assert.deepEqual(paths({ max: 9, cpu: percent }), good ? [] : ["autoscaling.cpu"]);
      assert.deepEqual(paths({ max: 9, memory: percent }), good ? [] : ["autoscaling.memory"]);
    }));
  });
});
