import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { isExecutable } from "./find-executable.ts";
import { withLock } from "./lock.ts";

const fileSchema = z.object({ name: z.string(), size: z.number(), mtimeMs: z.number(), sha256: z.string() });
const manifestSchema = z.object({ files: z.array(fileSchema).min(1) });
type Manifest = z.infer<typeof manifestSchema>;

const MANIFEST = "manifest.json";
const DRAFT = "draft-";

/** One part's place in the cache: a folder named by what it was made from. */
export interface Entry {
  readonly folder: string;
  /** Folder of drafts and the lock, shared by all versions of the part. */
  readonly shelf: string;
}

/** The entry of a part for one key, there or not. */
export function entryOf(home: string, part: string, key: string): Entry {
  const shelf = join(home, "parts", part);
  return { folder: join(shelf, key), shelf };
}

/** A key over texts: the same texts in the same order, the same key. */
export function keyOf(texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${Buffer.byteLength(text)}\n`).update(text);
  return hash.digest("hex").slice(0, 20);
}

/**
 * The executables of an entry, if it is whole: every one there, runnable, of the size it was finished with, and, where a
 * file was touched since it was last looked at, of the same content.
 */
export async function wholeEntry({ folder }: Entry): Promise<Readonly<Record<string, string>> | undefined> {
  const manifest = readManifest(folder);
  if (manifest === undefined) return undefined;
  const touched: string[] = [];
  for (const { name, size, mtimeMs } of manifest.files) {
    const path = join(folder, name);
    if (!isExecutable(path)) return undefined;
    const state = statSync(path);
    if (state.size !== size) return undefined;
    if (state.mtimeMs !== mtimeMs) touched.push(name);
  }
  for (const { name, sha256 } of manifest.files) {
    if (touched.includes(name) && (await digest(join(folder, name))) !== sha256) return undefined;
  }
  if (touched.length > 0) writeManifest(folder, manifest.files.map((file) => ({ ...file, mtimeMs: statSync(join(folder, file.name)).mtimeMs })));
  return Object.fromEntries(manifest.files.map(({ name }) => [name, join(folder, name)]));
}

/** How an entry is filled, and who hears and stops it. */
export interface Filling {
  /** Puts the executables into a draft folder; its signal is aborted when the entry is not ours any more. */
  readonly make: (draft: string, signal: AbortSignal) => Promise<void>;
  /** Called once if another run has the entry, before waiting for it. */
  readonly onWait: () => void;
  readonly signal: AbortSignal;
}

/**
 * Fills an entry: `make` gets a draft folder, and only when it is done does the whole appear under its name.
 * Of several runs that want the same entry one makes it, and the others wait for it.
 * @throws ToolchainError INTERRUPTED when the signal is aborted; whatever `make` throws, with nothing of the draft left
 */
export async function fillEntry(entry: Entry, { make, onWait, signal }: Filling): Promise<void> {
  mkdirSync(entry.shelf, { recursive: true });
  await withLock(entry.shelf, { onWait, signal }, async (held) => {
    if ((await wholeEntry(entry)) !== undefined) return;
    for (const name of readdirSync(entry.shelf)) if (name.startsWith(DRAFT)) remove(join(entry.shelf, name));
    remove(entry.folder);
    const draft = join(entry.shelf, `${DRAFT}${process.pid}`);
    mkdirSync(draft);
    try {
      await make(draft, held);
      await finish(draft);
      renameSync(draft, entry.folder);
    } finally {
      remove(draft);
    }
  });
}

function readManifest(folder: string): Manifest | undefined {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) return undefined;
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

function writeManifest(folder: string, files: Manifest["files"]): void {
  const path = join(folder, MANIFEST);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ files }, undefined, 2)}\n`);
  renameSync(draft, path);
}

async function finish(draft: string): Promise<void> {
  const names = readdirSync(draft).filter((name) => isExecutable(join(draft, name)));
  const files: Manifest["files"] = [];
  for (const name of names) {
    const { size, mtimeMs } = statSync(join(draft, name));
    files.push({ name, size, mtimeMs, sha256: await digest(join(draft, name)) });
  }
  writeManifest(draft, files);
}

async function digest(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
