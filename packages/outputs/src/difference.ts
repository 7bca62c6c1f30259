import type { JsonSchema } from "./json-schema.ts";

/** How what is read differs: the first three leave every reader alone. */
export type DifferenceKind = "added" | "required" | "narrowed" | "removed" | "renamed" | "optional" | "widened" | "changed";

/** One difference between two schemas of the same place. */
export interface Difference {
  readonly path: string;
  readonly kind: DifferenceKind;
  /** What differs, in words of the schemas. */
  readonly detail: string;
}

/** Compares what is further in. */
export type Compare = (before: JsonSchema, after: JsonSchema, path: string) => readonly Difference[];

const HARMLESS: ReadonlySet<DifferenceKind> = new Set<DifferenceKind>(["added", "required", "narrowed"]);

/** Whether every value that may be read now could be read before, so that no reader notices. */
export function isHarmless({ kind }: Difference): boolean {
  return HARMLESS.has(kind);
}
