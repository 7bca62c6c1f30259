import { cpuProblem, memoryBytes, memoryProblem, milliCpu } from "@moorage/core";
import type { Amounts, Cpu, Memory, Problem, Problems } from "@moorage/core";
import { namespaceDefaults } from "./defaults.ts";

/**
 * Most that everything in a namespace may have together. Amounts are those of requests; limits may add up to twice as much, as the limits of
 * each preset are twice its requests.
 */
export interface NamespaceQuota {
  /** CPU, in cores, that all containers may ask for. @default 32 */
  readonly cpu?: Cpu;
  /** Memory that all containers may ask for. @default 64Gi */
  readonly memory?: Memory;
  /** Logs, writable layers and emptyDir volumes that all containers may ask for. @default 32Gi */
  readonly "ephemeral-storage"?: Memory;
  /** Pods, finished ones left out. @default 100 */
  readonly pods?: number;
  /** Claims of volumes. @default 20 */
  readonly persistentVolumeClaims?: number;
  /** Services of the type LoadBalancer. @default 2 */
  readonly "services.loadbalancers"?: number;
}

/** The kinds of amounts that containers ask for. */
export const KINDS = ["cpu", "memory", "ephemeral-storage"] as const satisfies readonly (keyof Amounts)[];

const COUNTS = ["pods", "persistentVolumeClaims", "services.loadbalancers"] as const satisfies readonly (keyof NamespaceQuota)[];

/** The quota with the defaults in it. */
export function resolvedQuota(quota: NamespaceQuota = {}): Required<NamespaceQuota> {
  return { ...namespaceDefaults.quota, ...quota };
}

/** What the limits of all containers may add up to. */
export function limitsOfQuota(quota: NamespaceQuota): Amounts {
  const { cpu, memory, "ephemeral-storage": storage } = resolvedQuota(quota);
  return { cpu: doubled("cpu", cpu) as Cpu, memory: doubled("memory", memory) as Memory, "ephemeral-storage": doubled("ephemeral-storage", storage) as Memory };
}

/**
 * The same as a ResourceQuota says it.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export function hardOf(quota: NamespaceQuota): Readonly<Record<string, string>> {
  const resolved = resolvedQuota(quota);
  const limits = limitsOfQuota(quota);
  return {
    ...Object.fromEntries(KINDS.flatMap((kind) => [[`requests.${kind}`, resolved[kind]], [`limits.${kind}`, limits[kind]]])) as Record<string, string>,
    pods: String(resolved.pods),
    persistentvolumeclaims: String(resolved.persistentVolumeClaims),
    "services.loadbalancers": String(resolved["services.loadbalancers"]),
  };
}

/** Notes every amount and every count that is none. */
export function quotaProblems(problems: Problems, quota: NamespaceQuota): void {
  for (const kind of KINDS) {
    const amount = quota[kind];
    if (amount !== undefined) problems.check(`quota.${kind}`, amountProblem(kind, amount));
  }
  for (const kind of COUNTS) {
    const count = quota[kind];
    if (count !== undefined && !(Number.isInteger(count) && count >= 0)) problems.add({ path: `quota.${kind}`, problem: "is no count", got: JSON.stringify(count), expected: "a whole number, at least 0" });
  }
}

/** What keeps a text from being an amount of this kind. */
export function amountProblem(kind: keyof Amounts, amount: string): Omit<Problem, "path"> | undefined {
  return kind === "cpu" ? cpuProblem(amount) : memoryProblem(amount);
}

/** Whether one amount is more than another. Malformed ones are for `amountProblem` to find: they are more than nothing. */
export function isMore(kind: keyof Amounts, amount: string, than: string): boolean {
  const size = kind === "cpu" ? milliCpu : memoryBytes;
  return size(amount) > size(than);
}

const MEBIBYTE = 2 ** 20;

function doubled(kind: keyof Amounts, amount: string): string {
  if (amountProblem(kind, amount) !== undefined) return amount;
  return kind === "cpu" ? `${milliCpu(amount) * 2}m` : `${(memoryBytes(amount) * 2) / MEBIBYTE}Mi`;
}
