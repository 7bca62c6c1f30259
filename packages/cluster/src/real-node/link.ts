import { createHash } from "node:crypto";
import { networkInterfaces } from "node:os";
import { ClusterError } from "../cluster-error.ts";

/** The two ends of the wire between this machine and a node. */
export interface Link {
  /** Name of the end on this machine. */
  readonly name: string;
  /** Address of the end on this machine. */
  readonly host: string;
  /** Address of the node. */
  readonly node: string;
}

/** Bits of an address that are the wire's network. */
export const LINK_PREFIX = 30;
/** Kept for tests of networks, so that no network of anybody's uses them: 198.18.0.0/15. @see https://www.rfc-editor.org/rfc/rfc2544#appendix-C.2.2 */
const FIRST = 198 * 2 ** 24 + 18 * 2 ** 16;
const WIRES = 2 ** (LINK_PREFIX - 15);

/**
 * A wire whose addresses no other one of this machine has.
 * @param cluster Name of the cluster: names of different ones begin the search apart.
 * @throws ClusterError `port-in-use` when all are taken
 */
export function freeLink(cluster: string, taken: readonly string[] = addressesHere()): Link {
  const digest = createHash("sha256").update(cluster).digest();
  const start = digest.readUInt32BE() % WIRES;
  const name = linkName(cluster);
  for (let step = 0; step < WIRES; step++) {
    const network = FIRST + ((start + step) % WIRES) * 4;
    const [host, node] = [address(network + 1), address(network + 2)];
    if (!taken.includes(host) && !taken.includes(node)) return { name, host, node };
  }
  throw new ClusterError("port-in-use", "every address of 198.18.0.0/15 is taken on this machine. Fix: `pnpm moorage cluster down` in other clones");
}

/** Name of the end on this machine: the kernel takes 15 characters. */
export function linkName(cluster: string): string {
  return `mg-${createHash("sha256").update(cluster).digest("hex").slice(0, 10)}`;
}

function addressesHere(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map((one) => one.address));
}

function address(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
