import type { BuiltImage, Counts, Operation, ResourceChange } from "./model.ts";

/** How many of what there are. */
export function countsOf(changes: readonly ResourceChange[], imagesBuilt: readonly BuiltImage[]): Counts {
  const of = (...ops: readonly Operation[]): number => changes.filter(({ op }) => ops.includes(op)).length;
  return { replace: of("replace"), delete: of("delete"), update: of("update"), create: of("create", "import"), images: imagesBuilt.length };
}
