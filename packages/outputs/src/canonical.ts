import { createHash } from "node:crypto";
import type { JsonSchema } from "./json-schema.ts";

/** Of everything that may be, these say something about values; what is left only annotates. */
const PLAIN = ["const", "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems"] as const;
const SETS = ["required", "enum", "allOf"] as const;
const SCHEMAS = ["items", "additionalProperties", "propertyNames"] as const;
const ALTERNATIVES = ["anyOf", "oneOf"] as const;

/** Text that is the same for two schemas that say the same in another order, or with other descriptions. */
export function canonicalText(schema: JsonSchema | boolean): string {
  return JSON.stringify(canonical(schema));
}

/** SHA-256 of two halves of a contract, as 64 hexadecimal digits. */
export function hashOf(halves: { readonly public: JsonSchema; readonly secrets: JsonSchema }): string {
  return createHash("sha256").update(JSON.stringify([canonical(halves.public), canonical(halves.secrets)])).digest("hex");
}

function canonical(schema: JsonSchema | boolean): unknown {
  if (typeof schema === "boolean") return schema ? {} : false;
  const { type, properties, prefixItems, not } = schema;
  const said: Record<string, unknown> = {
    ...(type === undefined ? {} : { type: typeof type === "string" ? type : sorted(type) }),
    ...Object.fromEntries(PLAIN.flatMap((keyword) => (schema[keyword] === undefined ? [] : [[keyword, schema[keyword]]]))),
    ...Object.fromEntries(SETS.flatMap((keyword) => (schema[keyword] === undefined || schema[keyword].length === 0 ? [] : [[keyword, sorted(schema[keyword])]]))),
    ...Object.fromEntries(SCHEMAS.flatMap((keyword) => meaningful(keyword, schema[keyword]))),
    ...Object.fromEntries(ALTERNATIVES.flatMap((keyword) => (schema[keyword] === undefined ? [] : [[keyword, sorted(schema[keyword].map(canonical))]]))),
    ...(prefixItems === undefined ? {} : { prefixItems: prefixItems.map(canonical) }),
    ...(properties === undefined || Object.keys(properties).length === 0 ? {} : { properties: byName(Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, canonical(inner)]))) }),
    ...(not === undefined ? {} : { not: {} }),
  };
  return byName(said);
}

/** A keyword that allows everything says nothing. */
function meaningful(keyword: string, schema: JsonSchema | boolean | undefined): readonly (readonly [string, unknown])[] {
  if (schema === undefined) return [];
  const inner = canonical(schema);
  return JSON.stringify(inner) === "{}" ? [] : [[keyword, inner]];
}

/** The order of the alternatives of a set has no meaning, so that it gets one. */
function sorted(values: readonly unknown[]): readonly unknown[] {
  const texts = [...new Set(values.map((value) => JSON.stringify(value)))].sort();
  return texts.map((text): unknown => JSON.parse(text));
}

/** Names are compared by code unit: that is the same on every machine. */
function byName(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
