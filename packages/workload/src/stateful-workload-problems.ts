import { Problems, dnsLabelProblem } from "@moorage/core";
import type { EnvironmentRules, Problem } from "@moorage/core";
import { podProblems } from "@moorage/pod";
import { claimProblems } from "./claims.ts";
import { statefulWorkloadDefaults } from "./defaults.ts";
import { disruptionBudgetProblems } from "./disruption-budget.ts";
import { trafficProblems } from "./network-policy.ts";
import { controlledNameProblem, oneOfProblem, wholeNumberProblem } from "./plain-values.ts";
import { replicaProblems } from "./replicas.ts";
import type { OnlyStateless, StatefulWorkloadSettings } from "./stateful-workload-args.ts";
import { labelProblems } from "./workload-problems.ts";
import type { Checked } from "./workload-problems.ts";

const ONLY_STATELESS: readonly OnlyStateless[] = ["autoscaling", "rollout", "progressDeadlineSeconds"];

/**
 * Everything that is wrong with a stateful workload's settings.
 * @param settings What only a stateless workload has is refused here rather than left out in silence.
 * @param rules What the environment insists on. Nothing is insisted on without them.
 * @example
 * ```ts
 * import { statefulWorkloadProblems } from "@moorage/workload";
 *
 * const problems = statefulWorkloadProblems("queue", { claims: { data: { path: "/data", size: "10Gi" } } });
 * ```
 */
export function statefulWorkloadProblems(name: string, settings: Checked<StatefulWorkloadSettings> & Partial<Record<OnlyStateless, unknown>>, rules?: EnvironmentRules): readonly Problem[] {
  const prefix = `StatefulWorkload ${name}`;
  const problems = new Problems(prefix);
  const { claims, podManagement, serviceName, revisionHistoryLimit } = settings;
  const volumes = [...(settings.volumes ?? []), ...Object.keys(claims).map((volume) => ({ name: volume }))];
  problems.include(podProblems(prefix, name, { ...settings, volumes }));
  problems.check("name", controlledNameProblem(name));
  labelProblems(problems, settings);
  const { replicas, fewerReplicas } = settings;
  replicaProblems(problems, { ...(replicas === undefined ? {} : { replicas }), ...(fewerReplicas === undefined ? {} : { fewerReplicas }) }, statefulWorkloadDefaults.replicas, rules);
  disruptionBudgetProblems(problems, settings.disruptionBudget);
  trafficProblems(problems, settings);
  claimProblems(problems, claims, settings);
  if (revisionHistoryLimit !== undefined) problems.check("revisionHistoryLimit", wholeNumberProblem(revisionHistoryLimit, 0));
  if (podManagement !== undefined) problems.check("podManagement", oneOfProblem(podManagement, ["Parallel", "OrderedReady"]));
  if (serviceName !== undefined) problems.check("serviceName", dnsLabelProblem(serviceName));
  for (const path of ONLY_STATELESS) if (settings[path] !== undefined) problems.add({ path, problem: "is nothing that a StatefulSet has", expected: "a workload without claims, or no such setting" });
  return problems.found;
}
