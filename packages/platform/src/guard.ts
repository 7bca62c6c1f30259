import type { ClusterFacts } from "@moorage/cluster";
import type { Problem } from "@moorage/core";
import { findContext, pathOf } from "./kubeconfig.ts";
import type { Found, Target } from "./kubeconfig.ts";
import { isLocalContext, isHere } from "./this-machine.ts";

const CLUSTER_UP = "pnpm moorage cluster up";

/** A context that may be deployed to, or what keeps it from being so. */
export type Guarded = { readonly found: Found; /** Whether it leads to a cluster of this machine. */ readonly local: boolean } | { readonly problems: readonly Problem[] };

/** Makes sure that a local stack reaches a cluster of this machine and no other: what counts is its address, not its name. */
export function guardLocal(stack: string, target: Target): Guarded {
  const path = `stack ${stack}: ${target.kubeconfig}`;
  const found = findContext(target);
  if ("problem" in found) {
    const { setting, ...problem } = found;
    return { problems: [{ path, ...problem, fix: CLUSTER_UP }] };
  }
  if (isHere(found.server)) return { found, local: true };
  return { problems: [{ path, problem: `context ${JSON.stringify(target.context)} leads to ${found.server.origin}, not to this machine`, expected: "a local cluster", fix: CLUSTER_UP }] };
}

/** What the guard of the cloud has to know beside the target. */
export interface CloudGuard {
  /** Whether a cluster of this machine is what is wanted. */
  readonly rehearsal: boolean;
  /** The clone's own cluster. @default it has none */
  readonly own?: Pick<ClusterFacts, "kubeconfig" | "server"> | undefined;
}

/** Makes sure that a stack of the cloud does not reach a cluster of this machine, by address or by name, unless that is what is wanted. */
export function guardCloud(stack: string, target: Target, { rehearsal, own }: CloudGuard): Guarded {
  const path = `stack ${stack}: ${target.kubeconfig}`;
  const found = findContext(target);
  if ("problem" in found) {
    const { setting, ...problem } = found;
    return { problems: [{ path, ...problem, fix: `pulumi config set --stack ${stack} ${setting} <${setting === "context" ? "name" : "path"}>` }] };
  }
  const why = whyLocal(target, found, own);
  if (why === undefined || rehearsal) return { found, local: why !== undefined };
  return {
    problems: [{
      path,
      problem: `context ${JSON.stringify(target.context)} leads to ${found.server.origin}, ${why}`,
      expected: "a cluster in the cloud",
      fix: `pulumi config set --stack ${stack} context <name>, or for a rehearsal here: pulumi config set --stack ${stack} rehearsal true`,
    }],
  };
}

function whyLocal({ kubeconfig, context }: Target, { server }: Found, own: CloudGuard["own"]): string | undefined {
  if (own !== undefined && (pathOf(kubeconfig) === pathOf(own.kubeconfig) || server.origin === new URL(own.server).origin)) return "this clone's own cluster";
  if (isHere(server)) return "a cluster of this machine";
  return isLocalContext(context) ? "and has the name of a cluster on a developer's machine" : undefined;
}
