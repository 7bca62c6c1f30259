import { relative, resolve, sep } from "node:path";

/**
 * A path as it may stand in the state: relative, so that the state is the same wherever a clone lies.
 * @param from Where it starts. @default the program's folder, where plug-ins run too
 */
export function statePath(path: string, from: string = process.cwd()): string {
  const made = relative(from, resolve(from, path)).split(sep).join("/");
  return made === "" ? "." : made;
}
