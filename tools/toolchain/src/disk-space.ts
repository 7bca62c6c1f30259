import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { diskFull } from "./toolchain-error.ts";

const MEGABYTE = 1_000_000;

/**
 * Finds out before any work whether a folder's disk has room.
 * @param folder need not be there yet
 * @throws ToolchainError DISK_FULL when fewer than `megabytes` are free
 */
export async function requireSpace(folder: string, megabytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(nearest(folder));
  if ((bavail * bsize) / MEGABYTE < megabytes) throw diskFull(folder, megabytes);
}

function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}
