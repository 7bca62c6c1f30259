import { alternativesOf } from "./alternatives.ts";
import type { Alternative, ArrayAlternative, Bound, NumberAlternative, ObjectAlternative, StringAlternative } from "./alternatives.ts";
import { canonicalText } from "./canonical.ts";
import type { JsonSchema } from "./json-schema.ts";

const PATTERN_LENGTH = 60;
const ANY_NAME = canonicalText({ type: "string" });

/** A schema in words, such as `string, format uri, or null`. Never holds more than the schema does. */
export function describeSchema(schema: JsonSchema): string {
  if (canonicalText(schema) === "{}") return "anything";
  return describeAlternatives(alternativesOf(schema));
}

/** Alternatives in words. */
export function describeAlternatives(alternatives: readonly Alternative[]): string {
  const constants = alternatives.flatMap((each) => (each.type === "constant" ? [each.value] : []));
  const both = constants.includes(true) && constants.includes(false);
  const values = constants.filter((value) => !(both && typeof value === "boolean")).map((value) => JSON.stringify(value));
  const words = [...alternatives.flatMap((each) => (each.type === "constant" ? [] : [describe(each)])), ...(both ? ["boolean"] : []), ...values];
  return words.length === 0 ? "nothing" : words.join(" or ");
}

function describe(alternative: Exclude<Alternative, { readonly type: "constant" }>): string {
  switch (alternative.type) {
    case "string":
      return strings(alternative);
    case "number":
      return numbers(alternative);
    case "array":
      return arrays(alternative);
    case "object":
      return objects(alternative);
  }
}

function strings({ least, most, rules }: StringAlternative): string {
  return ["string", ...range(least, most, "characters"), ...rules.map((rule) => (rule.length > PATTERN_LENGTH ? `${rule.slice(0, PATTERN_LENGTH)}…` : rule))].join(", ");
}

function numbers({ whole, lower, upper, multipleOf }: NumberAlternative): string {
  const from = lower.value === -Infinity ? [] : [`${lower.exclusive ? "over" : "at least"} ${lower.value}`];
  const to = upper.value === Infinity ? [] : [`${upper.exclusive ? "under" : "at most"} ${upper.value}`];
  return [whole ? "whole number" : "number", ...from, ...to, ...(multipleOf === undefined ? [] : [`a multiple of ${multipleOf}`])].join(", ");
}

function arrays({ first, rest, least, most }: ArrayAlternative): string {
  const listed = first.length === 0 ? [] : [`[${first.map(describeSchema).join(", ")}]`];
  const further = rest === undefined ? [] : [`${first.length === 0 ? "array of" : "then any number of"} ${describeSchema(rest)}`];
  return [...listed, ...further, ...(rest === undefined ? [] : range(least, most, "items"))].join(", ");
}

/** An object by the fields that have one value alone, by what is in it, and by what may not be. */
function objects({ fields, others, names }: ObjectAlternative): string {
  const tags = [...fields].flatMap(([name, field]) => {
    const [only, ...more] = alternativesOf(field);
    return only?.type === "constant" && more.length === 0 ? [`${name}: ${JSON.stringify(only.value)}`] : [];
  });
  const closed = others === undefined ? [fields.size === 0 ? "without fields" : `with no other fields than ${[...fields.keys()].join(", ")}`] : [];
  const named = canonicalText(names) === ANY_NAME ? [] : [`its fields named ${describeSchema(names)}`];
  const record = others !== undefined && (fields.size === 0 || named.length > 0) ? ` of ${describeSchema(others)}` : "";
  return [`object${tags.length > 0 ? ` (${tags.join(", ")})` : record}`, ...closed, ...named].join(", ");
}

function range(least: number, most: number, unit: string): readonly string[] {
  if (least === most) return [`${least} ${unit}`];
  return [...(least === 0 ? [] : [`at least ${least} ${unit}`]), ...(most === Infinity ? [] : [`at most ${most} ${unit}`])];
}

/** One end of a range in words. */
export function describeBound({ value, exclusive }: Bound): string {
  if (!Number.isFinite(value)) return "none";
  return exclusive ? `${value}, itself excluded` : String(value);
}
