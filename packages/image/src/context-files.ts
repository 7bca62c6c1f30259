import { lstatSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { DockerIgnore } from "./dockerignore.ts";
import type { Judgement } from "./dockerignore.ts";

/** One file or symbolic link of a build context, as an engine would be sent it. */
export interface ContextFile {
  /** Path in the context, with `/` on every system. */
  readonly path: string;
  /** A file, one that its owner may execute, or a link; no other permission survives every way of checking out sources. */
  readonly kind: "file" | "executable" | "link";
  /** Bytes of the file, or where the link leads, as written. */
  readonly content: Buffer;
}

/**
 * The files of a build context, folder by folder and by the bytes of their names, without those that `.dockerignore`
 * leaves out. The Dockerfile is among them only if `.dockerignore` lets it be.
 * @example
 * ```ts no-run
 * import { contextFiles } from "@moorage/image";
 *
 * const paths = [...contextFiles("apps/web")].map(({ path }) => path);
 * ```
 */
export function* contextFiles(context: string, dockerfile = "Dockerfile"): Generator<ContextFile> {
  yield* walk(context, "", dockerIgnoreOf(context, dockerfile));
}

/** The rules of a context. Those beside the Dockerfile, under its name, take the place of the context's own. */
export function dockerIgnoreOf(context: string, dockerfile: string): DockerIgnore {
  const own = textOf(`${resolve(context, dockerfile)}.dockerignore`);
  return new DockerIgnore(own ?? textOf(join(context, ".dockerignore")) ?? "");
}

function* walk(context: string, folder: string, rules: DockerIgnore, above?: Judgement): Generator<ContextFile> {
  for (const name of readdirSync(join(context, folder)).sort(byBytes)) {
    const path = folder === "" ? name : `${folder}/${name}`;
    const absolute = join(context, path);
    const stat = lstatSync(absolute);
    const judgement = rules.judge(path, above);
    if (stat.isDirectory()) {
      if (!judgement.ignored || rules.exceptions) yield* walk(context, path, rules, judgement);
    } else if (!judgement.ignored) {
      if (stat.isSymbolicLink()) yield { path, kind: "link", content: readlinkSync(absolute, "buffer") };
      else if (stat.isFile()) yield { path, kind: (stat.mode & 0o100) === 0 ? "file" : "executable", content: readFileSync(absolute) };
    }
  }
}

/** The same order on every machine, whatever its language. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
