import { create } from "jsondiffpatch";
import type { ArrayDelta, Delta, ObjectDelta } from "jsondiffpatch";
import { SECRET_MARK, UNKNOWN_MARK } from "./clean.ts";
import { asObject } from "./json.ts";
import { canonical, isOrdered, labelItems } from "./list-items.ts";
import type { PropertyPath, Segment } from "./property-path.ts";

/** One value that differs. A side that is not there is left out. */
export interface Difference {
  readonly path: PropertyPath;
  readonly before?: unknown;
  readonly after?: unknown;
}

type Labels = ReadonlyMap<object, string>;

/**
 * Every value that differs between two trees, lists of named items compared by name and the order of lists left aside unless it
 * means something. A list of plain values is one value.
 */
export function differences(before: unknown, after: unknown): readonly Difference[] {
  const labels = labelItems(after, labelItems(before));
  return new Walk(labels).compare(before, after, []);
}

/** Every value of a tree, for what is made or goes as a whole. */
export function leaves(root: unknown): readonly { readonly path: PropertyPath; readonly value: unknown }[] {
  return leavesOf(root, [], labelItems(root));
}

class Walk {
  readonly #labels: Labels;
  readonly #patcher;

  constructor(labels: Labels) {
    this.#labels = labels;
    this.#patcher = create({ objectHash: (item: object | null) => (item === null ? "null" : (labels.get(item) ?? canonical(item))) });
  }

  compare(before: unknown, after: unknown, path: PropertyPath): readonly Difference[] {
    return this.#walk(this.#patcher.diff(before, after), before, after, path);
  }

  #walk(delta: Delta, before: unknown, after: unknown, path: PropertyPath): readonly Difference[] {
    if (delta === undefined) return [];
    if (isMark(before) || isMark(after)) return [{ path, before, after }];
    if (Array.isArray(before) && Array.isArray(after)) return this.#list(delta as ArrayDelta, before, after, path);
    const [old, now] = [asObject(before), asObject(after)];
    if (old === undefined || now === undefined) return [...this.#whole("before", before, path), ...this.#whole("after", after, path)].reduce(joined, []);
    return Object.keys(delta as ObjectDelta).flatMap((key) => this.#property(key, (delta as ObjectDelta)[key], old, now, path));
  }

  #property(key: string, delta: Delta, old: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>, path: PropertyPath): readonly Difference[] {
    const inner = [...path, key];
    if (!Object.hasOwn(now, key)) return this.#whole("before", old[key], inner);
    if (!Object.hasOwn(old, key)) return this.#whole("after", now[key], inner);
    return this.#walk(delta, old[key], now[key], inner);
  }

  #list(delta: ArrayDelta, before: readonly unknown[], after: readonly unknown[], path: PropertyPath): readonly Difference[] {
    const name = path.findLast((segment) => typeof segment === "string") ?? "";
    if (isPlain(before) && isPlain(after)) return samePlain(name, before, after) ? [] : [{ path, before, after }];
    const gone: number[] = [];
    const come: number[] = [];
    const inside: Difference[] = [];
    let moved = false;
    for (const [key, change] of Object.entries(delta).filter(([key]) => key !== "_t") as readonly [string, Delta][]) {
      const index = Number(key.replace("_", ""));
      if (!key.startsWith("_")) {
        if (Array.isArray(change)) come.push(index);
        else inside.push(...this.#matched(change, index, before, after, path));
      } else if (Array.isArray(change) && change[2] === 3) moved = true;
      else gone.push(index);
    }
    const order = moved && isOrdered(name) ? [{ path, before: this.#names(before), after: this.#names(after) }] : [];
    return [...inside, ...this.#leftOver(gone, come, before, after, path), ...order];
  }

  #matched(delta: Delta, index: number, before: readonly unknown[], after: readonly unknown[], path: PropertyPath): readonly Difference[] {
    const item = after[index];
    const old = before.find((candidate) => this.#labelOf(candidate) !== undefined && this.#labelOf(candidate) === this.#labelOf(item));
    return this.#walk(delta, old, item, [...path, this.#segment(item, index)]);
  }

  /** Items that nothing names are the same thing changed if they look alike. */
  #leftOver(gone: readonly number[], come: readonly number[], before: readonly unknown[], after: readonly unknown[], path: PropertyPath): readonly Difference[] {
    const free = new Set(come);
    return [
      ...gone.flatMap((index) => {
        const old = before[index];
        const partner = this.#labelOf(old) === undefined ? [...free].find((candidate) => this.#labelOf(after[candidate]) === undefined && shape(after[candidate]) === shape(old)) : undefined;
        if (partner === undefined) return this.#whole("before", old, [...path, this.#segment(old, index)]);
        free.delete(partner);
        return this.compare(old, after[partner], [...path, partner]);
      }),
      ...[...free].flatMap((index) => this.#whole("after", after[index], [...path, this.#segment(after[index], index)])),
    ];
  }

  #whole(side: "before" | "after", value: unknown, path: PropertyPath): readonly Difference[] {
    return leavesOf(value, path, this.#labels).map((leaf) => (side === "before" ? { path: leaf.path, before: leaf.value } : { path: leaf.path, after: leaf.value }));
  }

  #segment(item: unknown, index: number): Segment {
    const name = this.#labelOf(item);
    return name === undefined ? index : { item: name };
  }

  #labelOf(item: unknown): string | undefined {
    return typeof item === "object" && item !== null ? this.#labels.get(item) : undefined;
  }

  #names(items: readonly unknown[]): readonly string[] {
    return items.map((item, index) => this.#labelOf(item) ?? String(index));
  }
}

/** What is a secret, or not known yet, on one side has no parts that the other one could be compared with. */
function isMark(value: unknown): boolean {
  return value === SECRET_MARK || value === UNKNOWN_MARK;
}

function leavesOf(value: unknown, path: PropertyPath, labels: Labels): readonly { readonly path: PropertyPath; readonly value: unknown }[] {
  if (Array.isArray(value) && value.length > 0 && !isPlain(value)) {
    return value.flatMap((item: unknown, index) => {
      const name = typeof item === "object" && item !== null ? labels.get(item) : undefined;
      return leavesOf(item, [...path, name === undefined ? index : { item: name }], labels);
    });
  }
  const object = asObject(value);
  if (object === undefined || Object.keys(object).length === 0) return value === undefined || path.length === 0 ? [] : [{ path, value }];
  return telling(Object.entries(object), path.at(-1)).flatMap(([key, inner]) => leavesOf(inner, [...path, key], labels));
}

/** What names an item of a list is in its path already, unless nothing else is in it. */
function telling(entries: readonly [string, unknown][], segment: Segment | undefined): readonly [string, unknown][] {
  const label = typeof segment === "object" ? segment.item : undefined;
  return label === undefined || entries.length < 2 ? entries : entries.filter(([key, inner]) => typeof inner === "object" || !label.startsWith(`${key}=`));
}

/** What stood at a place as a whole and what comes there as a whole is one change, not two. */
function joined(all: readonly Difference[], next: Difference): readonly Difference[] {
  const same = (other: Difference): boolean => canonical(other.path) === canonical(next.path);
  return all.some(same) ? all.map((other) => (same(other) ? { ...other, ...next } : other)) : [...all, next];
}

function isPlain(items: readonly unknown[]): boolean {
  return items.every((item) => typeof item !== "object" || item === null);
}

function samePlain(name: string, before: readonly unknown[], after: readonly unknown[]): boolean {
  const texts = (items: readonly unknown[]): readonly string[] => items.map(canonical);
  const [a, b] = isOrdered(name) ? [texts(before), texts(after)] : [texts(before).toSorted(), texts(after).toSorted()];
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

function shape(item: unknown): string {
  return Object.keys(asObject(item) ?? {}).sort().join();
}
