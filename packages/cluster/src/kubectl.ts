import { dirname, join } from "node:path";
import { z } from "zod";
import { ClusterError } from "./cluster-error.ts";
import { pause } from "./pause.ts";
import { run } from "./run.ts";

/** A cluster as kubectl reaches it. */
export interface Reach {
  /** Path of the executable. */
  readonly kubectl: string;
  readonly kubeconfig: string;
  readonly context: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for one question. @default 10000 */
  readonly timeout?: number;
}

const nodeList = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), resourceVersion: z.string() }),
      spec: z.object({ taints: z.array(z.object({ key: z.string() })).default([]) }).default({ taints: [] }),
      status: z.object({
        conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]),
        images: z.array(z.looseObject({ names: z.array(z.string()).default([]) })).default([]),
        nodeInfo: z.object({ kubeletVersion: z.string() }).optional(),
      }),
    }),
  ),
});

/** A node as far as anybody here cares. */
export type ClusterNode = z.infer<typeof nodeList>["items"][number];

const REQUEST_TIMEOUT = 10_000;

/**
 * Runs kubectl on this cluster only: the user's own configuration, preferences and cache stay out of it.
 * @returns its standard output
 * @throws ClusterError of {@link run}
 */
export function kubectl(reach: Reach, args: readonly string[], input?: string): Promise<string> {
  const { kubeconfig, context, signal } = reach;
  return run(reach.kubectl, ["--kubeconfig", kubeconfig, "--context", context, ...args], {
    env: { ...reach.env, KUBECONFIG: kubeconfig, KUBERC: "off", KUBECACHEDIR: kubectlCache(dirname(kubeconfig)) },
    signal,
    what: ["kubectl", ...args.slice(0, 2)].join(" "),
    timeout: reach.timeout ?? REQUEST_TIMEOUT,
    ...(input === undefined ? {} : { input }),
  });
}

/** Folder of what kubectl remembers of a clone's cluster. */
export function kubectlCache(stateDir: string): string {
  return join(stateDir, "kubectl-cache");
}

/** Every node of the cluster. @throws ClusterError when the API server does not answer */
export async function clusterNodes(reach: Reach): Promise<readonly ClusterNode[]> {
  return nodeList.parse(JSON.parse(await kubectl(reach, ["get", "nodes", "--output", "json"]))).items;
}

/** Whether pods can be put on the node. */
export function isReady({ spec, status }: ClusterNode): boolean {
  const ready = status.conditions.some(({ type, status: value }) => type === "Ready" && value === "True");
  return ready && !spec.taints.some(({ key }) => key === "node.kubernetes.io/not-ready" || key === "node.kubernetes.io/unreachable");
}

/**
 * Waits until as many nodes as wanted are there and ready.
 * @param limit Milliseconds
 * @param check Throws what makes waiting pointless
 * @throws ClusterError `not-ready` when the time is over
 */
export async function waitForNodes(reach: Reach, wanted: number, limit: number, check: () => void = () => {}): Promise<void> {
  const end = Date.now() + limit;
  for (;;) {
    check();
    const seen = await clusterNodes(reach).then(
      (nodes) => ({ ready: nodes.filter(isReady).length, why: `${nodes.filter(isReady).length} of ${Math.max(wanted, nodes.length)} nodes are ready` }),
      (error: unknown) => {
        if (error instanceof ClusterError && error.code !== "command-failed") throw error;
        return { ready: 0, why: error instanceof Error ? error.message : String(error) };
      },
    );
    if (seen.ready >= wanted) return;
    if (Date.now() > end) throw new ClusterError("not-ready", `the cluster is not ready after ${limit / 1000} s: ${seen.why}. Fix: \`pnpm moorage cluster down\`, then \`pnpm moorage cluster up\``);
    await pause(150);
  }
}
