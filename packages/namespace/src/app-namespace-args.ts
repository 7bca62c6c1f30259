import type * as k8s from "@pulumi/kubernetes";
import { Problems, cpuProblem, dnsLabelProblem, memoryBytes, memoryProblem, milliCpu, resourceProblems } from "@moorage/core";
import type { Amounts, Problem, Resources } from "@moorage/core";
import { namespaceDefaults } from "./defaults.ts";

/** Most that all of a namespace may have, by the names that a ResourceQuota uses. */
export type Quota = Readonly<Record<string, string>>;

/** What is known of a namespace before anything is made. */
export interface AppNamespaceSettings {
  /** Name in the cluster: fixed, because full service names contain it. @default the component's name */
  readonly name?: string;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
  /** Kubernetes version whose Pod Security rules apply. @default the pinned `namespaceDefaults.podSecurityVersion` */
  readonly podSecurityVersion?: string;
  /** What differs from the default quota; `false` for none at all. @default `namespaceDefaults.quota` */
  readonly quota?: Quota | false;
  /** What a container has that says nothing itself; `false` for no limits. @default `namespaceDefaults.container` */
  readonly container?: Resources | false;
  /** Whether nothing may be reached in it and from it but what policies let through. @default true */
  readonly denyByDefault?: boolean;
  /** Whether another stack makes it, and it is only referred to here. @default false */
  readonly shared?: boolean;
}

/** What a namespace needs. */
export interface AppNamespaceArgs extends AppNamespaceSettings {
  /** Changes the Namespace before it is registered. @default none */
  readonly transform?: (args: k8s.core.v1.NamespaceArgs) => k8s.core.v1.NamespaceArgs;
}

/** Everything that is wrong with a namespace's settings. */
export function appNamespaceProblems(component: string, settings: AppNamespaceSettings): readonly Problem[] {
  const problems = new Problems(`AppNamespace ${component}`);
  const { name = component, quota, container } = settings;
  problems.check("name", dnsLabelProblem(name));
  if (name === "default") problems.add({ path: "name", problem: "is the namespace that every stray object lands in", got: "default", expected: "a name of its own" });
  if (name.startsWith("kube-")) problems.add({ path: "name", problem: "is a namespace of the cluster itself", got: name, expected: "a name that does not begin with kube-" });
  if (settings.podSecurityVersion !== undefined && !/^v1\.\d+$/.test(settings.podSecurityVersion)) problems.add({ path: "podSecurityVersion", problem: "is no version", got: JSON.stringify(settings.podSecurityVersion), expected: "such as v1.34" });
  if (quota !== undefined && quota !== false) for (const [key, amount] of Object.entries(quota)) problems.check(`quota.${key}`, amountProblem(key, amount));
  if (container !== undefined && container !== false) containerProblems(problems, container);
  return problems.found;
}

function containerProblems(problems: Problems, container: Resources): void {
  resourceProblems(problems, container);
  for (const kind of Object.keys(namespaceDefaults.most) as (keyof Amounts)[]) {
    const [limit, most] = [container.limits[kind], namespaceDefaults.most[kind]];
    const amount = kind === "cpu" ? milliCpu : memoryBytes;
    if (amount(limit) > amount(most)) problems.add({ path: `container.limits.${kind}`, problem: `${limit} is above what any container may have`, expected: `at most ${most}` });
  }
}

function amountProblem(key: string, amount: string): Omit<Problem, "path"> | undefined {
  if (key.endsWith("cpu")) return cpuProblem(amount);
  if (key.endsWith("memory") || key.endsWith("storage")) return memoryProblem(amount);
  return /^\d+$/.test(amount) ? undefined : { problem: "is no count", got: JSON.stringify(amount), expected: "a whole number" };
}
