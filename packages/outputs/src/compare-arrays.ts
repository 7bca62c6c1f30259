import type { ArrayAlternative } from "./alternatives.ts";
import { compareLengths } from "./compare-ranges.ts";
import type { Compare, Difference } from "./difference.ts";
import { places } from "./paths.ts";

/** Arrays: how many items there are, what each of the first is, and what the others are. */
export function compareArrays(before: ArrayAlternative, after: ArrayAlternative, path: string, compare: Compare): readonly Difference[] {
  const listed = Math.max(before.first.length, after.first.length);
  const first = Array.from({ length: listed }, (_, index) => compareItems(before.first[index] ?? before.rest, after.first[index] ?? after.rest, places.item(path, index), compare));
  return [...compareLengths(before, after, path), ...first.flat(), ...compareItems(before.rest, after.rest, places.everyItem(path), compare)];
}

/** Where one of them has no item, the numbers of items say so. */
function compareItems(before: ArrayAlternative["rest"], after: ArrayAlternative["rest"], path: string, compare: Compare): readonly Difference[] {
  return before === undefined || after === undefined ? [] : compare(before, after, path);
}
