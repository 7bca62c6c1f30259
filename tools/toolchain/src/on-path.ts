import { execa } from "execa";
import { findOwnExecutable } from "./find-executable.ts";
import type { PartContext } from "./part.ts";
import { atLeast, versionIn } from "./version.ts";
import type { Version } from "./version.ts";

const ASK_MS = 5_000;

/** Programs that do as well as our own, if they are on PATH and new enough. */
export interface OnPath {
  /** Oldest version that will do. */
  readonly least: Version;
  /** Versions from this one on are too new. @default none is */
  readonly below?: Version;
  /** Each program, and the arguments that make it say its version. */
  readonly programs: Readonly<Record<string, readonly string[]>>;
}

/** The programs on PATH, if every one is there and of a version that will do. */
export async function foundOnPath({ least, below, programs }: OnPath, context: PartContext): Promise<Readonly<Record<string, string>> | undefined> {
  const paths: Record<string, string> = {};
  for (const name of Object.keys(programs)) {
    const path = findOwnExecutable(name, context.env);
    if (path === undefined) return undefined;
    paths[name] = path;
  }
  const versions = await Promise.all(Object.entries(programs).map(async ([name, args]) => versionOf(paths[name] ?? name, args, context)));
  const fits = (version: Version | undefined): boolean => version !== undefined && atLeast(version, least) && (below === undefined || !atLeast(version, below));
  return versions.every(fits) ? paths : undefined;
}

async function versionOf(path: string, args: readonly string[], { env, signal }: PartContext): Promise<Version | undefined> {
  const { exitCode, stdout } = await execa(path, [...args], { env, extendEnv: false, cancelSignal: signal, timeout: ASK_MS, reject: false, stdin: "ignore" });
  return exitCode === 0 ? versionIn(stdout) : undefined;
}
