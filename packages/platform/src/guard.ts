import type { Problem } from "@moorage/core";
import { findContext } from "./kubeconfig.ts";
import type { Found, Target } from "./kubeconfig.ts";

const CLUSTER_UP = "pnpm moorage cluster up";

/** A context that may be deployed to, or what keeps it from being so. */
export type Guarded = { readonly found: Found } | { readonly problems: readonly Problem[] };

/** Makes sure that a local stack reaches a cluster of this machine and no other. */
export function guardLocal(stack: string, target: Target): Guarded {
  const path = `stack ${stack}: ${target.kubeconfig}`;
  const found = findContext(target, CLUSTER_UP);
  if ("problem" in found) return { problems: [{ path, ...found }] };
  if (found.local) return { found };
  return { problems: [{ path, problem: `context ${JSON.stringify(target.context)} leads to ${found.server}, not to this machine`, expected: "a local cluster", fix: CLUSTER_UP }] };
}

/** Makes sure that a stack of the cloud does not reach a cluster of this machine, unless that is what is wanted. */
export function guardCloud(stack: string, target: Target, rehearsal: boolean): Guarded {
  const path = `stack ${stack}: ${target.kubeconfig}`;
  const found = findContext(target, `pulumi config set --stack ${stack} context <name>`);
  if ("problem" in found) return { problems: [{ path, ...found }] };
  if (!found.local || rehearsal) return { found };
  return {
    problems: [{ path, problem: `context ${JSON.stringify(target.context)} leads to ${found.server}, a cluster of this machine`, expected: "a cluster in the cloud", fix: `pulumi config set --stack ${stack} context <name>, or rehearsal true for a rehearsal here` }],
  };
}
