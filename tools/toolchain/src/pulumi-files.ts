import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { isExecutable } from "./find-executable.ts";
import { pulumiHome } from "./home.ts";
import type { PartContext } from "./part.ts";

/** The one version of the CLI, its SDK and its language host that the workspace is written for. */
export const PULUMI_VERSION = "3.250.0";

/** What we put into a folder of Pulumi's, so that what others put there can be told from it. */
const RECORD = ".moorage.json";
const recordSchema = z.record(z.string(), z.object({ size: z.number(), mtimeMs: z.number() }));
type Stamp = z.infer<typeof recordSchema>[string];

/** Where the npm package `pulumi` keeps the programs of one version, and looks for them first. */
export function cliFolder({ env }: Pick<PartContext, "env">): string {
  return join(pulumiHome(env), "versions", PULUMI_VERSION, "bin");
}

/** Where the engine looks for a resource plug-in. */
export function pluginFile({ env }: Pick<PartContext, "env">, name: string, version: string): string {
  return join(pulumiHome(env), "plugins", `resource-${name}-v${version}`, `pulumi-resource-${name}`);
}

/** Whether a program is there that others installed: it can be run, and is not one that we put there. */
export function isOfficial(target: string): boolean {
  if (!isExecutable(target)) return false;
  const recorded = recordOf(target)[basename(target)];
  const actual = stampOf(target);
  if (recorded === undefined) return true;
  // Theirs put over ours is another file of about that size; a stump is ours, damaged.
  return !same(recorded, actual) && actual.size > recorded.size / 2;
}

/** Puts a program in its place, unless others have put theirs there: an official installation is never replaced. */
export function place(source: string, target: string): void {
  if (isOfficial(target)) return;
  const stamp = stampOf(source);
  if (isExecutable(target) && same(stampOf(target), stamp)) return;
  put(target, (draft) => {
    try {
      linkSync(source, draft);
    } catch {
      // Another disk, or one without links.
      copyFileSync(source, draft);
      const { atime, mtime } = statSync(source);
      utimesSync(draft, atime, mtime);
    }
  });
}

/** Writes a small shell program, on the same condition. */
export function placeScript(target: string, text: string): void {
  if (isOfficial(target)) return;
  if (isExecutable(target) && readFileSync(target, "utf8") === text) return;
  put(target, (draft) => writeFileSync(draft, text));
}

function put(target: string, make: (draft: string) => void): void {
  mkdirSync(dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}`;
  rmSync(draft, { force: true });
  make(draft);
  chmodSync(draft, 0o755);
  const record = { ...recordOf(target), [basename(target)]: stampOf(draft) };
  const list = join(dirname(target), RECORD);
  writeFileSync(`${list}.${process.pid}`, `${JSON.stringify(record)}\n`);
  renameSync(`${list}.${process.pid}`, list);
  renameSync(draft, target);
}

function recordOf(target: string): Readonly<Record<string, Stamp>> {
  const list = join(dirname(target), RECORD);
  if (!existsSync(list)) return {};
  try {
    return recordSchema.parse(JSON.parse(readFileSync(list, "utf8")));
  } catch {
    return {};
  }
}

function stampOf(path: string): Stamp {
  const { size, mtimeMs } = statSync(path);
  return { size, mtimeMs: Math.floor(mtimeMs) };
}

function same(a: Stamp, b: Stamp): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs;
}
