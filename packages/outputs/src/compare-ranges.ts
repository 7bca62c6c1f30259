import type { ArrayAlternative, Bound, NumberAlternative, StringAlternative } from "./alternatives.ts";
import { describeBound } from "./describe.ts";
import type { Difference } from "./difference.ts";

/** Strings: lengths, patterns and formats. Nobody can tell whether one pattern allows less than another. */
export function compareStrings(before: StringAlternative, after: StringAlternative, path: string): readonly Difference[] {
  const gone = before.rules.filter((rule) => !after.rules.includes(rule));
  const added = after.rules.filter((rule) => !before.rules.includes(rule));
  return [...compareSizes(before, after, path, "characters"), ...compareRules(gone, added, path)];
}

function compareRules(gone: readonly string[], added: readonly string[], path: string): readonly Difference[] {
  if (gone.length > 0 && added.length > 0) return [{ path, kind: "changed", detail: `${gone.join(", ")} → ${added.join(", ")}` }];
  if (gone.length > 0) return [{ path, kind: "widened", detail: `no longer ${gone.join(", ")}` }];
  return added.length > 0 ? [{ path, kind: "narrowed", detail: added.join(", ") }] : [];
}

/** Numbers: whole ones, ranges and multiples. */
export function compareNumbers(before: NumberAlternative, after: NumberAlternative, path: string): readonly Difference[] {
  return [
    ...(before.whole === after.whole ? [] : [{ path, kind: after.whole ? "narrowed" : "widened", detail: after.whole ? "whole numbers alone" : "not only whole numbers" } as const]),
    ...compareEnds(before.lower, after.lower, path, "least", 1),
    ...compareEnds(before.upper, after.upper, path, "most", -1),
    ...compareMultiples(before.multipleOf, after.multipleOf, path),
  ];
}

/** How many items an array has. */
export function compareLengths(before: ArrayAlternative, after: ArrayAlternative, path: string): readonly Difference[] {
  return compareSizes(before, after, path, "items");
}

interface Sizes {
  readonly least: number;
  readonly most: number;
}

function compareSizes(before: Sizes, after: Sizes, path: string, unit: string): readonly Difference[] {
  return [...compareEnds(included(before.least), included(after.least), path, `fewest ${unit}`, 1), ...compareEnds(included(before.most), included(after.most), path, `most ${unit}`, -1)];
}

/** @param inward The direction in which the range gets smaller. */
function compareEnds(before: Bound, after: Bound, path: string, what: string, inward: 1 | -1): readonly Difference[] {
  const order = before.value === after.value ? Number(after.exclusive) - Number(before.exclusive) : (after.value > before.value ? 1 : -1) * inward;
  if (order === 0) return [];
  return [{ path, kind: order > 0 ? "narrowed" : "widened", detail: `${what}: ${describeBound(before)} → ${describeBound(after)}` }];
}

function included(value: number): Bound {
  return { value, exclusive: false };
}

function compareMultiples(before: number | undefined, after: number | undefined, path: string): readonly Difference[] {
  if (before === after) return [];
  const detail = `multiple of: ${before ?? "any"} → ${after ?? "any"}`;
  if (before === undefined || (after !== undefined && after % before === 0)) return [{ path, kind: "narrowed", detail }];
  return [{ path, kind: after === undefined || before % after === 0 ? "widened" : "changed", detail }];
}
