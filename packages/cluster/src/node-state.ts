import type { ClusterStatus } from "./adapter.ts";
import type { NodeKind } from "./facts.ts";
import { clusterNodes, isReady } from "./kubectl.ts";
import type { Reach } from "./kubectl.ts";

/** Milliseconds: a look must not take long, whatever state the cluster is in. */
const LOOK_LIMIT = 3000;

/** How a cluster's nodes are, of which kind they are, and of what version. An API server that cannot be asked is why it does not run. */
export async function nodeState(reach: Reach, kind: NodeKind): Promise<Pick<ClusterStatus, "running" | "nodes" | "version" | "why">> {
  try {
    const nodes = await clusterNodes({ ...reach, timeout: LOOK_LIMIT });
    const ready = nodes.filter(isReady).length;
    const running = ready === nodes.length && ready > 0;
    const version = nodes[0]?.status.nodeInfo?.kubeletVersion;
    return { running, nodes: { ready, total: nodes.length, kind }, ...(version === undefined ? {} : { version }), ...(running ? {} : { why: `${ready} of ${nodes.length} nodes are ready` }) };
  } catch (error) {
    return { running: false, why: error instanceof Error ? error.message : String(error) };
  }
}
