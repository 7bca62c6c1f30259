import type { EnvironmentRules, Problems } from "@moorage/core";
import type { AutoscalingSettings } from "./autoscaler.ts";
import { wholeNumberProblem } from "./plain-values.ts";

/** How many pods there are. */
export interface ReplicaSettings {
  /** Pods; under an autoscaler the fewest, unless that says it itself. @default as many as the environment asks for at least, else 1 */
  readonly replicas?: number;
  /** Whether fewer pods than the environment asks for will do. @default false */
  readonly fewerReplicas?: boolean;
}

/** Everything that decides how many pods there are at least. */
export type Scale = ReplicaSettings & { readonly autoscaling?: AutoscalingSettings };

/** The pods that there are at least: what a disruption budget and the spread over nodes go by. */
export function fewestReplicas({ replicas, autoscaling }: Scale, otherwise: number): number {
  return autoscaling?.min ?? replicas ?? otherwise;
}

/** Notes what is wrong with a count of pods, and a count below what the environment asks for. */
export function replicaProblems(problems: Problems, scale: Scale, otherwise: number, rules: EnvironmentRules | undefined): void {
  const { replicas, autoscaling, fewerReplicas } = scale;
  const min = autoscaling?.min;
  if (replicas !== undefined && min !== undefined && replicas !== min) {
    problems.add({ path: "replicas", problem: "is not autoscaling.min, and under an autoscaler that counts", got: String(replicas), expected: `${min}, or no replicas` });
  }
  const path = min === undefined || replicas === min ? "replicas" : "autoscaling.min";
  const fewest = fewestReplicas(scale, otherwise);
  const wrong = wholeNumberProblem(fewest, 1, Infinity, "is no count of pods");
  problems.check(path, wrong);
  const floor = rules?.minimumReplicas ?? 1;
  if (wrong === undefined && fewest < floor && fewerReplicas !== true) {
    problems.add({ path, problem: "is fewer than this environment asks for", got: String(fewest), expected: `at least ${floor}, or fewerReplicas: true where fewer will do` });
  }
}
