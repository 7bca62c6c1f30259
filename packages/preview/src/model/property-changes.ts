import { SECRET_MARK, cleaned } from "./clean.ts";
import { holdsSensitive } from "./sensitive.ts";
import type { Mask } from "./masker.ts";
import type { PropertyChange } from "./model.ts";
import { found, located, reordered } from "./located.ts";
import { namesOf, onTheSameWay, parsePath, pathText } from "./property-path.ts";
import type { PropertyPath } from "./property-path.ts";
import type { Properties, PropertyDiff, Step } from "./step.ts";
import { differences, leaves } from "./tree-diff.ts";
import type { Difference } from "./tree-diff.ts";
import { SECRET, valueText } from "./value-text.ts";

/** A change that still knows its path in parts, for what follows from it. */
export interface LocatedChange {
  readonly path: PropertyPath;
  readonly change: PropertyChange;
}

/** What changes in a resource, in order of the paths. */
export function propertyChanges(step: Step, mask: Mask): readonly LocatedChange[] {
  return differencesOf(step)
    .map((difference) => ({ path: difference.path, change: asChange(difference, step.type, mask) }))
    .sort((a, b) => (a.change.path < b.change.path ? -1 : a.change.path > b.change.path ? 1 : 0));
}

/** One difference for people. */
export function asChange({ path, ...sides }: Difference, type: string, mask: Mask): PropertyChange {
  const text = mask(pathText(path));
  const values = [sides.before, sides.after].map((side) => (side === undefined ? undefined : valueText(side, holdsSensitive(type, path, side), mask)));
  // What becomes a secret, or is one no more, is most likely the same on both sides.
  const hidden = values.some((value) => value?.shown === "secret");
  const [before, after] = values.map((value) => (hidden && value?.shown === "plain" ? SECRET : value));
  if (before === undefined) return { path: text, kind: "added", ...(after === undefined ? {} : { after }) };
  return after === undefined ? { path: text, kind: "removed", before } : { path: text, kind: "changed", before, after };
}

/** Paths that cannot change in place, items by what names them. */
export function replaceReasons({ keys, detailed = {}, type, old, new: next }: Step): readonly string[] {
  const said = keys.length > 0 ? keys : Object.entries(detailed).flatMap(([path, { kind }]) => (kind.endsWith("-replace") ? [path] : []));
  const tree = cleaned(old?.inputs ?? next?.inputs, type);
  return [...new Set(said.map((path) => pathText(located(translated(parsePath(path), type), tree))))].sort();
}

function differencesOf(step: Step): readonly Difference[] {
  const { type } = step;
  const before = cleaned(step.old?.inputs, type);
  const after = cleaned(step.new?.inputs, type);
  if (step.new === undefined) return [];
  if (step.old === undefined) return leaves(after).filter(({ path }) => tells(path)).map(({ path, value }) => ({ path, after: value }));
  const program = differences(before, after);
  if (step.detailed === undefined) return step.diffs === undefined ? program : [...program.filter(({ path }) => step.diffs?.includes(namesOf(path)[0] ?? "")), ...maskedKeys(step.diffs, before, after)];
  const said = Object.entries(step.detailed).map(([text, diff]) => ({ path: translated(parsePath(text), type), diff }));
  const own = program.filter(({ path }) => said.some((other) => onTheSameWay(path, other.path)));
  const state = cleaned(step.old.outputs, type);
  const rest = said.filter(({ path }) => !program.some((difference) => onTheSameWay(difference.path, path)));
  return [...own, ...merged(rest.flatMap(({ path, diff }) => putBack(path, diff, before, state, after)))];
}

/** What the engine says of a place where the program's own values do not differ: a secret's change, or a live value that is put back. */
function putBack(said: PropertyPath, { kind, inputDiff }: PropertyDiff, before: Properties, state: Properties, after: Properties): readonly Difference[] {
  if (reordered(said, before, after)) return [];
  const path = located(said, kind.startsWith("delete") ? before : after);
  if (isNews(path, before, after)) return [];
  const now = found(path, after, SECRET_MARK);
  // Neither what the program said nor what it says: the live object's own.
  if (now === undefined && found(path, before, SECRET_MARK) === undefined) return [];
  const was = found(path, inputDiff ? before : state, SECRET_MARK) ?? (now === SECRET_MARK ? found(path, before, SECRET_MARK) : undefined);
  if (now === SECRET_MARK || was === SECRET_MARK) return [{ path, ...(kind.startsWith("add") ? {} : { before: SECRET_MARK }), ...(kind.startsWith("delete") ? {} : { after: SECRET_MARK }) }];
  // The live object has more than the program gave it: what the program never spoke of does not change.
  const told = (difference: Difference): boolean => now === undefined || difference.after !== undefined;
  return differences(was === undefined ? {} : { at: was }, now === undefined ? {} : { at: now }).filter(told).map((difference) => ({ ...difference, path: [...path, ...difference.path.slice(1)] }));
}

/** Whether an item on the way comes or goes as a whole: the program's own difference tells it, and numbers of items only confuse. */
function isNews(path: PropertyPath, before: Properties, after: Properties): boolean {
  return path.some((segment, index) => {
    const item = path.slice(0, index + 1);
    return typeof segment === "object" && (found(item, before, SECRET_MARK) === undefined) !== (found(item, after, SECRET_MARK) === undefined);
  });
}

/** A secret whose old form goes while its new form comes has changed. */
function merged(all: readonly Difference[]): readonly Difference[] {
  const byPath = new Map<string, Difference>();
  for (const difference of all) {
    const key = pathText(difference.path);
    byPath.set(key, { ...byPath.get(key), ...difference });
  }
  return [...byPath.values()];
}

function maskedKeys(keys: readonly string[], before: Properties, after: Properties): readonly Difference[] {
  return keys.filter((key) => before[key] === SECRET_MARK && after[key] === SECRET_MARK).map((key) => ({ path: [key], before: SECRET_MARK, after: SECRET_MARK }));
}

/** `stringData` is `data` here. */
function translated(path: PropertyPath, type: string): PropertyPath {
  return type.endsWith(":Secret") && path[0] === "stringData" ? ["data", ...path.slice(1)] : path;
}

/** What everybody knows of a new resource who knows its name. */
function tells(path: PropertyPath): boolean {
  const [first, second] = path;
  return first !== "apiVersion" && first !== "kind" && !(first === "metadata" && (second === "name" || second === "namespace"));
}

