import { cpSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const LEFT_OUT = new Set([".git", ".moorage", "dist"]);
const BUILD_INFO = ".tsbuildinfo";

/** A copy of the sources that tests may change at will. Its caller removes it. */
export function makeClone(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "moorage-test-")));
  const wanted = (path: string): boolean => path === ROOT || !(LEFT_OUT.has(basename(path)) || path.endsWith(BUILD_INFO) || path === join(ROOT, "node_modules"));
  cpSync(ROOT, root, { recursive: true, verbatimSymlinks: true, filter: wanted });
  // Packages link to each other and to this folder by relative paths: theirs are copied, this one is shared.
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  mkdirSync(join(root, ".moorage"));
  return root;
}
