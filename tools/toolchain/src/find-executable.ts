import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** Absolute path of the first program of that name on the PATH of `env`. */
export function findExecutable(name: string, env: Environment = process.env): string | undefined {
  return firstIn(foldersOf(env), name);
}

/**
 * The same, without the programs of npm packages: theirs are put on PATH by the package manager that runs a script,
 * and may be nothing but a promise to download the real one.
 */
export function findOwnExecutable(name: string, env: Environment = process.env): string | undefined {
  return firstIn(foldersOf(env).filter((folder) => !/[\\/]node_modules[\\/]/.test(`${folder}/`)), name);
}

/** Whether `path` is a file that can be run. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function foldersOf(env: Environment): readonly string[] {
  return (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
}

function firstIn(folders: readonly string[], name: string): string | undefined {
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}
