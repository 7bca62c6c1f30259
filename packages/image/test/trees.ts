import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";

/** What is at a path of a made-up context. */
export interface Entry {
  /** Bytes of the file, or where the link leads. */
  readonly text: string;
  readonly kind: "file" | "executable" | "link";
}

/** A made-up context: entries by path. */
export type Tree = Readonly<Record<string, Entry>>;

/** Names that are no folder's: a path is never a file and a folder at once. */
const file = fc.stringMatching(/^[a-cA-C.é😀 +-]{1,3}$/u).map((name) => `${name}.f`);
const folders = fc.array(fc.constantFrom("a", "B", "ä", "a b", ".git", "constructor"), { maxLength: 2 });
const path = fc.tuple(folders, file).map(([parts, name]) => [...parts, name].join("/"));
const entry: fc.Arbitrary<Entry> = fc.record({ text: fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom("a", "b", "\n", " ", "é") }), kind: fc.constantFrom("file", "executable", "link") });

/** Any context, as `entriesOf` takes it. */
export const anyTree: fc.Arbitrary<Tree> = fc.dictionary(path, entry, { minKeys: 1, maxKeys: 6 });

const FILE_MODE = 0o644;
const EXECUTABLE_MODE = 0o755;

/** A folder with a Dockerfile and a context's entries, in a given order, for as long as `use` takes. */
export function withContext<T>(tree: Tree, use: (context: string) => T, order: readonly string[] = Object.keys(tree)): T {
  const context = mkdtempSync(join(tmpdir(), "context-"));
  try {
    writeFileSync(join(context, "Dockerfile"), "FROM scratch\n");
    for (const at of order) write(context, at, tree[at]!);
    return use(context);
  } finally {
    rmSync(context, { recursive: true });
  }
}

function write(context: string, at: string, { text, kind }: Entry): void {
  const absolute = join(context, at);
  mkdirSync(dirname(absolute), { recursive: true });
  if (kind === "link") symlinkSync(text, absolute);
  else {
    writeFileSync(absolute, text);
    chmodSync(absolute, kind === "file" ? FILE_MODE : EXECUTABLE_MODE);
  }
}
