import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const MARK = "pnpm-workspace.yaml";

/** Root folder of the clone that a folder is in; the folder itself when it is in none. */
export function cloneOf(folder: string): string {
  for (let each = folder; ; each = dirname(each)) {
    if (existsSync(join(each, MARK))) return each;
    if (each === dirname(each)) return folder;
  }
}

/** Where a clone keeps what it knows of its machine and its cluster. */
export function stateOf(folder: string): string {
  return join(cloneOf(folder), ".moorage");
}
