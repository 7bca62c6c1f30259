import { ClusterError } from "../cluster-error.ts";
import { canonicalReference } from "../image-reference.ts";
import { clusterNodes, kubectl } from "../kubectl.ts";
import type { ClusterNode, Reach } from "../kubectl.ts";

const ATTEMPTS = 10;

/** Names of the simulated nodes on which the image is not recorded. @throws ClusterError when there are no nodes */
export async function nodesWithoutImage(reach: Reach, reference: string): Promise<readonly string[]> {
  return (await nodesOf(reach)).filter((node) => !records(node, reference)).map(({ metadata }) => metadata.name);
}

/**
 * Records the image on every node, as a kubelet would that has it. Nodes of an embedded cluster run nothing, so
 * nothing is copied.
 * @param size Bytes, if known
 * @throws ClusterError
 */
export async function recordImage(reach: Reach, reference: string, size?: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const lacking = (await nodesOf(reach)).filter((node) => !records(node, reference));
    if (lacking.length === 0) return;
    try {
      await Promise.all(lacking.map((node) => patchNode(reach, node, reference, size)));
    } catch (error) {
      // Another one wrote to the same node in between: its record must stay, so read again.
      if (attempt === ATTEMPTS || !(error instanceof ClusterError) || !/modified|conflict/i.test(error.message)) throw error;
    }
  }
}

function patchNode(reach: Reach, { metadata, status }: ClusterNode, reference: string, size?: number): Promise<string> {
  const image = { names: [canonicalReference(reference)], ...(size === undefined ? {} : { sizeBytes: size }) };
  const patch = { metadata: { resourceVersion: metadata.resourceVersion }, status: { images: [...status.images, image] } };
  return kubectl(reach, ["patch", "node", metadata.name, "--subresource", "status", "--type", "merge", "--patch", JSON.stringify(patch)]);
}

function records({ status }: ClusterNode, reference: string): boolean {
  return status.images.some(({ names }) => names.includes(canonicalReference(reference)));
}

async function nodesOf(reach: Reach): Promise<readonly ClusterNode[]> {
  const nodes = await clusterNodes(reach);
  if (nodes.length > 0) return nodes;
  throw new ClusterError("not-ready", "the cluster has no nodes. Fix: run `pnpm moorage cluster up`");
}
