import { Problems, dnsLabelProblem, labelValueProblem } from "@moorage/core";
import type { Problem } from "@moorage/core";
import type { AppNamespaceSettings } from "./app-namespace-args.ts";
import { limitsProblems } from "./limits.ts";
import { quotaProblems } from "./quota.ts";

/** What only whoever makes a namespace can say about it. */
const MAKING = ["podSecurityVersion", "quota", "limits", "networkPolicy"] as const satisfies readonly (keyof AppNamespaceSettings)[];

/**
 * Everything that is wrong with a namespace's settings.
 * @example
 * ```ts
 * import { appNamespaceProblems } from "@moorage/namespace";
 *
 * const problems = appNamespaceProblems("shop", { name: "shop-dev", quota: { memory: "8Gi" } });
 * ```
 */
export function appNamespaceProblems(component: string, settings: AppNamespaceSettings): readonly Problem[] {
  const problems = new Problems(`AppNamespace ${component}`);
  const { name = component, partOf, podSecurityVersion: version, quota = {}, limits = {}, shared = false } = settings;
  nameProblems(problems, name);
  if (partOf !== undefined) problems.check("partOf", labelValueProblem(partOf));
  if (version !== undefined && !/^v1\.\d+$/.test(version)) problems.add({ path: "podSecurityVersion", problem: "is no version of Kubernetes", got: JSON.stringify(version), expected: "such as v1.34" });
  if (quota !== false) quotaProblems(problems, quota);
  if (limits !== false) limitsProblems(problems, limits, quota);
  for (const setting of MAKING) {
    if (shared && settings[setting] !== undefined) problems.add({ path: setting, problem: "is given for a namespace that another stack makes", expected: "to be said where it is made" });
  }
  return problems.found;
}

function nameProblems(problems: Problems, name: string): void {
  problems.check("name", dnsLabelProblem(name));
  if (name === "default") problems.add({ path: "name", problem: "is the namespace that every stray object lands in", got: JSON.stringify(name), expected: "a name of its own" });
  if (name.startsWith("kube-")) problems.add({ path: "name", problem: "is kept for the cluster itself", got: JSON.stringify(name), expected: "a name that does not begin with kube-" });
}
