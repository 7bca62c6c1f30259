import type { ClusterFacts } from "./facts.ts";
import { kubectl as reachKubectl } from "./kubectl.ts";

/**
 * Runs kubectl on the cluster that the facts describe and on no other, whatever the user's current context is.
 * @returns its standard output
 * @throws ClusterError with the last thing it said
 */
export function kubectl({ kubeconfig, context, tools }: ClusterFacts, args: readonly string[], { input, signal }: { readonly input?: string; readonly signal?: AbortSignal } = {}): Promise<string> {
  return reachKubectl({ kubectl: tools["kubectl"] ?? "kubectl", kubeconfig, context, env: process.env, signal }, args, input);
}
