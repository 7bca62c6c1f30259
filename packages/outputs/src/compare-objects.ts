import type { ObjectAlternative } from "./alternatives.ts";
import { canonicalText } from "./canonical.ts";
import { describeSchema } from "./describe.ts";
import { isHarmless } from "./difference.ts";
import type { Compare, Difference } from "./difference.ts";
import type { JsonSchema } from "./json-schema.ts";
import { places } from "./paths.ts";

/** Objects: their fields one by one, what other fields there may be, and how they may be named. */
export function compareObjects(before: ObjectAlternative, after: ObjectAlternative, path: string, compare: Compare): readonly Difference[] {
  const names = [...new Set([...before.fields.keys(), ...after.fields.keys()])].sort();
  const renames = renamed(before, after);
  const renamedTo = new Set(renames.values());
  return [
    ...names.filter((name) => !renamedTo.has(name)).flatMap((name) => compareField(before, after, name, path, renames.get(name), compare)),
    ...compareOthers(before.others, after.others, places.otherFields(path), compare),
    ...compare(before.names, after.names, places.fieldNames(path)),
  ];
}

function compareField(before: ObjectAlternative, after: ObjectAlternative, name: string, object: string, newName: string | undefined, compare: Compare): readonly Difference[] {
  const path = places.field(object, name);
  const [old, now] = [before.fields.get(name), after.fields.get(name)];
  if (old !== undefined && now !== undefined) return [...comparePresence(before.required.has(name), after.required.has(name), path), ...compare(old, now, path)];
  if (old !== undefined) return [newName === undefined ? { path, kind: "removed", detail: describeSchema(old) } : { path, kind: "renamed", detail: `${name} → ${newName}` }];
  return now === undefined ? [] : addedField(before, now, after.required.has(name), path, compare);
}

function comparePresence(before: boolean, after: boolean, path: string): readonly Difference[] {
  if (before === after) return [];
  return [after ? { path, kind: "required", detail: "optional → required" } : { path, kind: "optional", detail: "required → optional" }];
}

/** Readers leave alone what they do not know, unless their schema says what unknown fields are. */
function addedField({ others }: ObjectAlternative, now: JsonSchema, always: boolean, path: string, compare: Compare): readonly Difference[] {
  const detail = `${describeSchema(now)}${always ? "" : ", optional"}`;
  if (others === undefined) return [{ path, kind: "widened", detail: `${detail}: the object had no other fields` }];
  const broken = compare(others, now, path).filter((difference) => !isHarmless(difference));
  return [{ path, kind: "added", detail }, ...broken];
}

function compareOthers(before: JsonSchema | undefined, after: JsonSchema | undefined, path: string, compare: Compare): readonly Difference[] {
  if (before === undefined) return after === undefined ? [] : [{ path, kind: "widened", detail: `none → ${describeSchema(after)}` }];
  return after === undefined ? [{ path, kind: "narrowed", detail: `${describeSchema(before)} → none` }] : compare(before, after, path);
}

/** Old names by new ones: a field that is gone and a new one of the same schema, where no other could be meant. */
function renamed(before: ObjectAlternative, after: ObjectAlternative): ReadonlyMap<string, string> {
  const gone = [...before.fields.keys()].filter((name) => !after.fields.has(name));
  const added = [...after.fields.keys()].filter((name) => !before.fields.has(name));
  return new Map(
    gone.flatMap((name): readonly (readonly [string, string])[] => {
      const [candidate, ...others] = added.filter((other) => same(before, name, after, other));
      const rivals = gone.filter((other) => candidate !== undefined && same(before, other, after, candidate));
      return candidate === undefined || others.length > 0 || rivals.length > 1 ? [] : [[name, candidate]];
    }),
  );
}

function same(before: ObjectAlternative, old: string, after: ObjectAlternative, now: string): boolean {
  return before.required.has(old) === after.required.has(now) && canonicalText(before.fields.get(old) ?? {}) === canonicalText(after.fields.get(now) ?? {});
}
