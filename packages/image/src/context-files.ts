import { existsSync, lstatSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import balena from "@balena/dockerignore";

/** One file or symbolic link of a build context, as an engine would be sent it. */
export interface ContextFile {
  /** Path in the context, with `/` on every system. */
  readonly path: string;
  /** Whether its owner may execute it; no other permission survives every way of checking out sources. */
  readonly executable: boolean;
  /** Bytes of a file, or the target of a link. */
  readonly content: Buffer | { /** Where it points, as written. */ readonly linkTo: string };
}

/**
 * The files of a build context in the order of their paths, without those that `.dockerignore` leaves out.
 * The Dockerfile is among them only if `.dockerignore` lets it be.
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function* contextFiles(context: string, dockerfile = "Dockerfile"): Generator<ContextFile> {
  // A file of the Dockerfile's own name goes before the common one.
  const own = join(context, `${dockerfile}.dockerignore`);
  const rules = existsSync(own) ? own : join(context, ".dockerignore");
  const filter = balena.default({ ignorecase: false });
  const excludes = existsSync(rules) ? readFileSync(rules, "utf8").replace(/^\uFEFF/, "") : "";
  filter.add(excludes);
  // An exception may bring back something below an excluded folder; without one the folder need not be read.
  const prunes = !/^\s*!/m.test(excludes);
  yield* walk(context, "", (path) => filter.ignores(path), prunes);
}

function* walk(context: string, folder: string, ignores: (path: string) => boolean, prunes: boolean): Generator<ContextFile> {
  const names = readdirSync(join(context, folder)).sort();
  for (const name of names) {
    const path = folder === "" ? name : `${folder}/${name}`;
    const absolute = join(context, path);
    const stat = lstatSync(absolute);
    const ignored = ignores(path);
    if (stat.isDirectory()) {
      if (!ignored || !prunes) yield* walk(context, path, ignores, prunes);
    } else if (!ignored) {
      if (stat.isSymbolicLink()) yield { path, executable: false, content: { linkTo: readlinkSync(absolute) } };
      else if (stat.isFile()) yield { path, executable: (stat.mode & 0o100) !== 0, content: readFileSync(absolute) };
    }
  }
}
