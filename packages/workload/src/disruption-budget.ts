import type { types } from "@pulumi/kubernetes";
import type { Labels, Problems } from "@moorage/core";
import { workloadDefaults } from "./defaults.ts";
import { wholeNumberProblem } from "./plain-values.ts";

/** How many pods may be gone while nodes are drained. */
export interface DisruptionBudgetSettings {
  /** Pods that may be gone at a time, from 1. @default 1 */
  readonly maxUnavailable?: number;
}

/** Pods that may be gone at a time; none where there is no budget, because nothing says one and there is a single pod. */
export function budgetOf(settings: DisruptionBudgetSettings | false | undefined, replicas: number): number | undefined {
  if (settings === false || (settings === undefined && replicas < 2)) return undefined;
  return settings?.maxUnavailable ?? workloadDefaults.maxUnavailable;
}

/**
 * Spec of a budget for the selected pods. Pods that are not ready may always go: else a workload that never becomes
 * ready would keep its nodes from being drained.
 */
export function disruptionBudgetSpec(selector: Labels, maxUnavailable: number): types.input.policy.v1.PodDisruptionBudgetSpec {
  return { maxUnavailable, selector: { matchLabels: { ...selector } }, unhealthyPodEvictionPolicy: "AlwaysAllow" };
}

/** Notes a budget that no drain could keep. */
export function disruptionBudgetProblems(problems: Problems, settings: DisruptionBudgetSettings | false | undefined): void {
  if (settings === undefined || settings === false) return;
  const allowed = settings.maxUnavailable ?? workloadDefaults.maxUnavailable;
  problems.check("disruptionBudget.maxUnavailable", wholeNumberProblem(allowed, 1, Infinity, allowed === 0 ? "blocks every drain of a node" : "is no count of pods"));
}
