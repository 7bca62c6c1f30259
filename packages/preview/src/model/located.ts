import { asObject } from "./json.ts";
import { canonical, labelItems } from "./list-items.ts";
import type { PropertyPath, Segment } from "./property-path.ts";

/**
 * A path whose items of lists are given by number in `tree`, with what names them instead. An item that nothing names keeps its
 * number.
 */
export function located(path: PropertyPath, tree: unknown): PropertyPath {
  const labels = labelItems(tree);
  let here = tree;
  return path.map((segment): Segment => {
    const item = typeof segment === "object" ? undefined : childOf(here, segment);
    const name = typeof segment === "number" && typeof item === "object" && item !== null ? labels.get(item) : undefined;
    here = item;
    return name === undefined ? segment : { item: name };
  });
}

/** What is at the path, items of lists found by what names them, wherever in the list they are. A secret on the way is what is there. */
export function found(path: PropertyPath, tree: unknown, secret: string): unknown {
  const labels = labelItems(tree);
  return path.reduce<unknown>((here, segment) => {
    if (here === secret) return here;
    if (typeof segment !== "object") return childOf(here, segment);
    return Array.isArray(here) ? here.find((item: unknown) => typeof item === "object" && item !== null && labels.get(item) === segment.item) : undefined;
  }, tree);
}

/** Whether a list on the way holds the same in two trees, in another order: its numbers then tell nothing. */
export function reordered(path: PropertyPath, one: unknown, other: unknown): boolean {
  let [a, b] = [one, other];
  return path.some((segment) => {
    const [here, there] = [a, b];
    if (typeof segment === "object") return false;
    [a, b] = [childOf(a, segment), childOf(b, segment)];
    if (!Array.isArray(here) || !Array.isArray(there)) return false;
    const [texts, others] = [here.map(canonical), there.map(canonical)];
    return texts.join() !== others.join() && texts.toSorted().join() === others.toSorted().join();
  });
}

function childOf(here: unknown, segment: string | number): unknown {
  if (Array.isArray(here)) return typeof segment === "number" ? (here[segment] as unknown) : undefined;
  return asObject(here)?.[String(segment)];
}
