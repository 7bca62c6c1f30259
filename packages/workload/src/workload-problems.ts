import { InputError, Problems } from "@moorage/core";
import type { EnvironmentRules, Problem } from "@moorage/core";
import { podDefaults, podProblems } from "@moorage/pod";
import type { CheckedPod } from "@moorage/pod";
import { autoscalingProblems } from "./autoscaler.ts";
import { engineTimeoutSeconds, workloadDefaults } from "./defaults.ts";
import { disruptionBudgetProblems } from "./disruption-budget.ts";
import { trafficProblems } from "./network-policy.ts";
import { labelValueProblem, oneOfProblem, wholeNumberProblem } from "./plain-values.ts";
import type { LabelSettings, PodOwnerArgs } from "./pod-owner-args.ts";
import { fewestReplicas, replicaProblems } from "./replicas.ts";
import type { WorkloadSettings } from "./workload-args.ts";

/** What is checked of whatever makes pods: its settings and the plain part of its args. */
export type Checked<Settings> = Settings & Pick<CheckedPod, "sidecars" | "initContainers" | "mounts" | "volumes"> & Pick<PodOwnerArgs, "partOf">;

/**
 * Everything that is wrong with a workload's settings.
 * @param rules What the environment insists on. Nothing is insisted on without them.
 * @example
 * ```ts
 * import { workloadProblems } from "@moorage/workload";
 *
 * const rules = { minimumReplicas: 2, tlsRequired: true, digestsRequired: true, protectData: true };
 * const problems = workloadProblems("web", { replicas: 1, ports: [{ name: "http", port: 8000 }] }, rules);
 * ```
 */
export function workloadProblems(name: string, settings: Checked<WorkloadSettings>, rules?: EnvironmentRules): readonly Problem[] {
  const problems = new Problems(`Workload ${name}`);
  const otherwise = replicasOtherwise(rules);
  problems.include(podProblems(`Workload ${name}`, name, settings));
  labelProblems(problems, settings);
  replicaProblems(problems, settings, otherwise, rules);
  if (settings.autoscaling !== undefined) autoscalingProblems(problems, settings.autoscaling, fewestReplicas(settings, otherwise));
  disruptionBudgetProblems(problems, settings.disruptionBudget);
  trafficProblems(problems, settings);
  rolloutProblems(problems, settings);
  return problems.found;
}

/** Pods of a Deployment that does not say how many. */
export function replicasOtherwise(rules: EnvironmentRules | undefined): number {
  return Math.max(rules?.minimumReplicas ?? 0, workloadDefaults.replicas);
}

/** Notes what is no value of a label. */
export function labelProblems(problems: Problems, { component, partOf }: LabelSettings & Pick<PodOwnerArgs, "partOf">): void {
  for (const [path, value] of Object.entries({ component, partOf })) if (value !== undefined) problems.check(path, labelValueProblem(value));
}

/** @throws InputError naming all that was found, if anything was */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InputError(problems);
}

function rolloutProblems(problems: Problems, { rollout, revisionHistoryLimit, progressDeadlineSeconds, health }: WorkloadSettings): void {
  if (rollout !== undefined) problems.check("rollout", oneOfProblem(rollout, ["RollingUpdate", "Recreate"]));
  if (revisionHistoryLimit !== undefined) problems.check("revisionHistoryLimit", wholeNumberProblem(revisionHistoryLimit, 0));
  const deadline = progressDeadlineSeconds ?? workloadDefaults.progressDeadlineSeconds;
  const wrong = wholeNumberProblem(deadline, 1, engineTimeoutSeconds - 1, Number.isInteger(deadline) && deadline >= engineTimeoutSeconds ? `is not below the ${engineTimeoutSeconds} s after which the engine gives up` : "is no number of seconds");
  problems.check("progressDeadlineSeconds", wrong);
  const startup = health === undefined ? 0 : (health.startupSeconds ?? podDefaults.startupSeconds);
  if (wrong === undefined && startup >= deadline) {
    problems.add({ path: "progressDeadlineSeconds", problem: `passes while a container may still take ${startup} s to start`, got: `${deadline} s`, expected: `more than ${startup} s and less than ${engineTimeoutSeconds} s` });
  }
}
