import type { Amounts, Problems, ResourceOverrides, Resources } from "@moorage/core";
import { namespaceDefaults } from "./defaults.ts";
import { KINDS, amountProblem, isMore, limitsOfQuota, resolvedQuota } from "./quota.ts";
import type { NamespaceQuota } from "./quota.ts";

/** What containers of a namespace have that say nothing themselves, and what none may have more of. */
export interface NamespaceLimits extends ResourceOverrides {
  /** Requests of a container that has none. @default `namespaceDefaults.container.requests`, or limits or quota where those are less */
  readonly requests?: Partial<Amounts>;
  /** Limits of a container that has none. @default `namespaceDefaults.container.limits`, or the most where that is less */
  readonly limits?: Partial<Amounts>;
  /** Most that any container may have as its limits. @default `namespaceDefaults.max`, or all of the quota where that is less */
  readonly max?: Partial<Amounts>;
}

/** The three of them, with the defaults in them. */
export interface ResolvedLimits extends Resources {
  /** Most that any container may have. */
  readonly max: Amounts;
}

/** The limits with defaults that give way: none is above the one that bounds it, and the quota bounds them all. */
export function resolvedLimits({ requests = {}, limits = {}, max = {} }: NamespaceLimits, quota: NamespaceQuota | false): ResolvedLimits {
  const { container, max: most } = namespaceDefaults;
  const highest = { ...(quota === false ? most : lower(most, limitsOfQuota(quota))), ...max };
  const usual = { ...lower(container.limits, highest), ...limits };
  const asked = lower(container.requests, quota === false ? usual : lower(usual, resolvedQuota(quota)));
  return { max: highest, limits: usual, requests: { ...asked, ...requests } };
}

/** Notes every amount that is none, and every one that is above what bounds it: no container without limits of its own would be admitted. */
export function limitsProblems(problems: Problems, given: NamespaceLimits, quota: NamespaceQuota | false): void {
  const { requests, limits, max } = resolvedLimits(given, quota);
  for (const kind of KINDS) {
    for (const part of ["requests", "limits", "max"] as const) {
      const amount = given[part]?.[kind];
      if (amount !== undefined) problems.check(`limits.${part}.${kind}`, amountProblem(kind, amount));
    }
    const above = (part: keyof ResolvedLimits, amount: string, bound: string, what: string): void => {
      if (isMore(kind, amount, bound)) problems.add({ path: `limits.${part}.${kind}`, problem: `${amount} is above ${what}`, expected: `at most ${bound}` });
    };
    above("requests", requests[kind], limits[kind], "the limit");
    above("limits", limits[kind], max[kind], "what any container may have");
    if (quota === false) continue;
    above("requests", requests[kind], resolvedQuota(quota)[kind], "what the quota lets all containers ask for");
    above("max", max[kind], limitsOfQuota(quota)[kind], "what the quota lets all containers have");
  }
}

function lower(amounts: Amounts, bounds: Amounts): Amounts {
  return Object.fromEntries(KINDS.map((kind) => [kind, isMore(kind, amounts[kind], bounds[kind]) ? bounds[kind] : amounts[kind]])) as unknown as Amounts;
}
