import { lstatSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { DockerIgnore } from "./dockerignore.ts";
import type { Judgement } from "./dockerignore.ts";

/** One file or symbolic link of a build context, as an engine would be sent it. */
export interface ContextFile {
  /** Path in the context, with `/` on every system. */
  readonly path: string;
  /** Where it is on this machine. */
  readonly absolute: string;
  /** A file, one that its owner may execute, or a link; no other permission survives every way of checking out sources. */
  readonly kind: "file" | "executable" | "link";
}

/**
 * The files of a build context, folder by folder and by the bytes of their names, without those that `.dockerignore`
 * leaves out. The Dockerfile is among them only if `.dockerignore` lets it be.
 */
export function* contextFiles(context: string, dockerfile: string): Generator<ContextFile> {
  yield* walk(context, "", dockerIgnoreOf(context, dockerfile));
}

/** The rules of a context: those beside the Dockerfile, under its name, and without them the context's own. */
export function dockerIgnoreOf(context: string, dockerfile: string): DockerIgnore {
  return new DockerIgnore(textOf(`${resolve(context, dockerfile)}.dockerignore`) ?? textOf(join(context, ".dockerignore")) ?? "");
}

/** By bytes: the same order on every machine, whatever its language. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Where a link leads, as written. */
export function linkTarget({ absolute }: ContextFile): string {
  return readlinkSync(absolute);
}

function* walk(context: string, folder: string, rules: DockerIgnore, above?: Judgement): Generator<ContextFile> {
  for (const name of readdirSync(join(context, folder)).sort(byBytes)) {
    const path = folder === "" ? name : `${folder}/${name}`;
    const absolute = join(context, path);
    const stat = lstatSync(absolute);
    const judgement = rules.judge(path, above);
    // Below a folder that is left out, an exception may bring something back.
    if (stat.isDirectory() && (!judgement.ignored || rules.exceptions)) yield* walk(context, path, rules, judgement);
    if (judgement.ignored) continue;
    if (stat.isSymbolicLink()) yield { path, absolute, kind: "link" };
    else if (stat.isFile()) yield { path, absolute, kind: (stat.mode & 0o100) === 0 ? "file" : "executable" };
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
