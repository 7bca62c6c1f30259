import { alternativesOf } from "./alternatives.ts";
import type { Alternative, ConstantAlternative, NumberAlternative, ObjectAlternative, StringAlternative } from "./alternatives.ts";
import { canonicalText } from "./canonical.ts";
import { compareArrays } from "./compare-arrays.ts";
import { compareObjects } from "./compare-objects.ts";
import { compareNumbers, compareStrings } from "./compare-ranges.ts";
import { describeAlternatives, describeSchema } from "./describe.ts";
import { isHarmless } from "./difference.ts";
import type { Difference } from "./difference.ts";
import { discriminatorOf, tagOf } from "./discriminator.ts";
import type { JsonSchema } from "./json-schema.ts";
import { places } from "./paths.ts";

/**
 * What a reader of the schema `before` may notice of values that keep `after`. Where all differences are harmless,
 * every value of `after` fits `before`; where that cannot be told, they are not.
 * @param path Name of the place, such as `v1.url`.
 */
export function compareSchemas(before: JsonSchema, after: JsonSchema, path: string): readonly Difference[] {
  const [old, now] = [canonicalText(before), canonicalText(after)];
  if (old === now) return [];
  if (old === "{}" || now === "{}") return [{ path, kind: old === "{}" ? "narrowed" : "widened", detail: `${describeSchema(before)} → ${describeSchema(after)}` }];
  return merged(compareAlternatives(alternativesOf(before), alternativesOf(after), path));
}

const TYPES = ["string", "number", "array", "object"] as const;

/** What is left of a union once everything that fits something of the other one is taken away. */
interface Rest {
  readonly lost: readonly Alternative[];
  readonly gained: readonly Alternative[];
  readonly within: readonly Difference[];
}

function compareAlternatives(before: readonly Alternative[], after: readonly Alternative[], path: string): readonly Difference[] {
  const rests = [compareConstants(before, after), ...TYPES.map((type) => compareType(ofType(before, type), ofType(after, type), path))];
  const lost = rests.flatMap((rest) => rest.lost);
  const gained = rests.flatMap((rest) => rest.gained);
  const within = rests.flatMap((rest) => rest.within);
  if (lost.length === 0 && gained.length === 0) return within;
  const kind = gained.length === 0 ? "narrowed" : lost.length === 0 ? "widened" : "changed";
  return [{ path, kind, detail: `${describeAlternatives(before)} → ${describeAlternatives(after)}` }, ...within];
}

function compareConstants(before: readonly Alternative[], after: readonly Alternative[]): Rest {
  const only = (some: readonly Alternative[], others: readonly Alternative[]): readonly Alternative[] => some.filter((each) => each.type === "constant" && !others.some((other) => accepts(other, each)));
  return { lost: only(before, after), gained: only(after, before), within: [] };
}

function ofType(alternatives: readonly Alternative[], type: (typeof TYPES)[number]): readonly Alternative[] {
  return alternatives.filter((each) => each.type === type);
}

/** Each alternative that there is now is held against the old one that it fits, or else the one that it most likely was. */
function compareType(before: readonly Alternative[], after: readonly Alternative[], path: string): Rest {
  const discriminator = discriminatorOf(before.filter(isObject), after.filter(isObject));
  const pairs = after.map((now) => ({ now, ...counterpart(before, now, before.length === 1 && after.length === 1, path, discriminator) }));
  const used = new Set(pairs.map(({ old }) => old));
  return {
    lost: before.filter((old) => !used.has(old)),
    gained: pairs.flatMap(({ old, now }) => (old === undefined ? [now] : [])),
    within: pairs.flatMap(({ differences }) => differences),
  };
}

interface Counterpart {
  readonly old: Alternative | undefined;
  readonly differences: readonly Difference[];
}

function counterpart(before: readonly Alternative[], now: Alternative, alone: boolean, path: string, discriminator: string | undefined): Counterpart {
  const tag = discriminator === undefined || !isObject(now) ? undefined : tagOf(now, discriminator);
  const at = discriminator === undefined || tag === undefined || alone ? path : places.variant(path, discriminator, tag);
  const candidates = before.map((old) => ({ old, differences: compareOne(old, now, at) }));
  const [best] = candidates.filter(({ differences }) => differences.every(isHarmless)).sort((one, other) => one.differences.length - other.differences.length);
  const likely = (old: Alternative): boolean => alone || (discriminator !== undefined && isObject(old) && tagOf(old, discriminator) === tag);
  return best ?? candidates.find(({ old }) => likely(old)) ?? { old: undefined, differences: [] };
}

function compareOne(before: Alternative, after: Alternative, path: string): readonly Difference[] {
  if (before.type === "string" && after.type === "string") return compareStrings(before, after, path);
  if (before.type === "number" && after.type === "number") return compareNumbers(before, after, path);
  if (before.type === "array" && after.type === "array") return compareArrays(before, after, path, compareSchemas);
  if (before.type === "object" && after.type === "object") return compareObjects(before, after, path, compareSchemas);
  return [];
}

function isObject(alternative: Alternative): alternative is ObjectAlternative {
  return alternative.type === "object";
}

/** Whether a value is surely among those of an alternative. Formats are names: nobody can tell. */
function accepts(alternative: Alternative, { value }: ConstantAlternative): boolean {
  if (alternative.type === "constant") return alternative.value === value;
  if (alternative.type === "string") return typeof value === "string" && isString(alternative, value);
  return alternative.type === "number" && typeof value === "number" && isNumber(alternative, value);
}

function isString({ least, most, rules }: StringAlternative, value: string): boolean {
  const PATTERN = "pattern ";
  return value.length >= least && value.length <= most && rules.every((rule) => rule.startsWith(PATTERN) && new RegExp(rule.slice(PATTERN.length)).test(value));
}

function isNumber({ whole, lower, upper, multipleOf }: NumberAlternative, value: number): boolean {
  const above = lower.exclusive ? value > lower.value : value >= lower.value;
  const below = upper.exclusive ? value < upper.value : value <= upper.value;
  return above && below && (!whole || Number.isSafeInteger(value)) && (multipleOf === undefined || value % multipleOf === 0);
}

/** One difference of each kind at each place. */
function merged(differences: readonly Difference[]): readonly Difference[] {
  const found = new Map<string, Difference>();
  for (const difference of differences) {
    const key = `${difference.kind} ${difference.path}`;
    const known = found.get(key);
    if (known?.detail.split(", ").includes(difference.detail) === true) continue;
    found.set(key, known === undefined ? difference : { ...known, detail: `${known.detail}, ${difference.detail}` });
  }
  return [...found.values()];
}
