import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Problems } from "@moorage/core";
import { workloadDefaults } from "./defaults.ts";
import { wholeNumberProblem } from "./plain-values.ts";

/**
 * When pods are added and taken away. The percentages are of what the pods *request*, all their containers together, averaged
 * over the pods; limits are twice the requests by default, so a pod at 100 percent still has room.
 */
export interface AutoscalingSettings {
  /** Fewest pods. @default the workload's `replicas` */
  readonly min?: number;
  /** Most pods. */
  readonly max: number;
  /** CPU that pods use on average from which on there are more of them, in percent of their requests, 1 to 100. @default 70 */
  readonly cpu?: number;
  /**
   * The same of memory. Most runtimes give memory back late or never, so pods are added and stay: set it only for a program
   * whose memory follows its load. @default none: memory adds no pods
   */
  readonly memory?: number;
}

type AutoscalerSpec = types.input.autoscaling.v2.HorizontalPodAutoscalerSpec;

/** Up at once and by as many again, down by a pod a minute after five minutes of less load: too many cost less than too few. */
const behavior = {
  scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: "Percent", value: 100, periodSeconds: 30 }], selectPolicy: "Max" },
  scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: "Pods", value: 1, periodSeconds: 60 }], selectPolicy: "Max" },
};

/** Spec of an autoscaler for the Deployment of the name `deployment`. */
export function autoscalerSpec({ max, cpu = workloadDefaults.cpuPercent, memory }: AutoscalingSettings, min: number, deployment: pulumi.Input<string>): AutoscalerSpec {
  return {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: deployment },
    minReplicas: min,
    maxReplicas: max,
    metrics: [utilization("cpu", cpu), ...(memory === undefined ? [] : [utilization("memory", memory)])],
    behavior,
  };
}

/** Notes bounds that cross and percentages that are none. What the fewest pods may be is for `replicaProblems` to say. */
export function autoscalingProblems(problems: Problems, { max, cpu, memory }: AutoscalingSettings, min: number): void {
  const wrong = wholeNumberProblem(max, 1, Infinity, "is no count of pods");
  problems.check("autoscaling.max", wrong);
  if (wrong === undefined && max < min) problems.add({ path: "autoscaling.max", problem: "is below the fewest pods there may be", got: String(max), expected: `at least ${min}` });
  for (const [kind, percent] of Object.entries({ cpu, memory })) {
    if (percent !== undefined) problems.check(`autoscaling.${kind}`, wholeNumberProblem(percent, 1, 100, "is no percentage of the requests"));
  }
}

function utilization(name: string, averageUtilization: number): types.input.autoscaling.v2.MetricSpec {
  return { type: "Resource", resource: { name, target: { type: "Utilization", averageUtilization } } };
}
