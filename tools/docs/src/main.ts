import { join } from "node:path";
import { documented } from "./documented.js";
import { makePages, outdated, writePages } from "./pages.ts";

/** Where the pages of a repository are, relative to its root. */
export const PAGES = join("docs", "components");

/** What the command needs from the process that it runs in. */
export interface Surroundings {
  /** Root of the repository. */
  readonly root: string;
  /** Takes one line. */
  readonly print: (line: string) => void;
}

/**
 * Writes docs/components; with `--check` it only compares.
 * @returns the exit code: 0 when all is well, 1 when a page is out of date, 2 for anything but `--check`
 */
export async function main(words: readonly string[], { root, print }: Surroundings): Promise<number> {
  const unknown = words.filter((word) => word !== "--check");
  if (unknown.length > 0) {
    print(`docs: ${unknown.join(" ")}: not known; expected nothing, or --check`);
    return 2;
  }
  const pages = await makePages(root, documented.map((folder) => ({ folder, path: join(root, "packages", folder) })));
  const folder = join(root, PAGES);
  if (!words.includes("--check")) {
    const changed = writePages(pages, folder);
    print(changed.length === 0 ? `docs: ${PAGES} is up to date` : `docs: wrote ${changed.map((name) => join(PAGES, name)).join(", ")}`);
    return 0;
  }
  const old = outdated(pages, folder);
  for (const name of old) print(`docs: ${join(PAGES, name)} is out of date. Fix: pnpm run docs`);
  return old.length === 0 ? 0 : 1;
}
