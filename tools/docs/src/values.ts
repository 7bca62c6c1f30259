import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A constant, or a part of one, as a page shows it. */
export interface ShownValue {
  /** Dotted path in the constant; empty for the whole. */
  readonly path: string;
  readonly value: unknown;
}

/** Everything a package exports, for the values of its constants. The package is loaded, so it must do nothing when it is. */
export async function exportsOf(path: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(pathToFileURL(join(path, "src", "index.ts")).href)) as Readonly<Record<string, unknown>>;
}

/** Whether a value is data through and through, so that showing it says everything about it. */
export function isData(value: unknown): boolean {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return true;
  if (typeof value !== "object") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every(isData);
}

/** The parts of a value that deserve a line each: its properties, and theirs where a comment explains one of them. */
export function partsOf(value: unknown, explained: readonly string[], path = ""): readonly ShownValue[] {
  const divided = path === "" || explained.some((other) => other.startsWith(`${path}.`));
  if (typeof value !== "object" || value === null || Array.isArray(value) || !divided) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => partsOf(inner, explained, path === "" ? key : `${path}.${key}`));
}
