import { statfs } from "node:fs/promises";
import { ClusterError } from "./cluster-error.ts";

const MEBIBYTE = 1024 ** 2;

/**
 * Makes sure that a disk has room for a cluster.
 * @param folder Any folder of that disk.
 * @param needed Bytes.
 * @param what What needs them, for the message.
 * @throws ClusterError `disk-full`
 */
export async function requireDisk(folder: string, needed: number, what: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= needed) return;
  throw new ClusterError("disk-full", `${folder} has ${Math.floor(free / MEBIBYTE)} MiB left, and ${what} needs ${needed / MEBIBYTE}. Fix: free some space, then run \`pnpm moorage cluster up\``);
}
