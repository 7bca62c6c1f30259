import { z } from "zod";
import type { Problem } from "@moorage/core";
import { describeSchema } from "./describe.ts";
import type { Fields } from "./fields.ts";
import { schemaOfFields } from "./fields.ts";
import type { JsonSchema } from "./json-schema.ts";
import { places } from "./paths.ts";

/** What came of checking the values of one half. */
export interface CheckedValues {
  /** The values as the contract knows them: nothing but its fields is in them, at any depth. `undefined` where there are problems. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
  /** Paths, types and rules; never a value. */
  readonly problems: readonly Problem[];
}

/** A place in a value: the path as it may be shown, the schema there and the value there. */
interface Place {
  readonly path: string;
  readonly schema: JsonSchema | undefined;
  readonly value: unknown;
}

/**
 * Checks values against fields. What is said of them is made from the schema alone: messages of zod may hold what the
 * author of a schema put in, and names of a record's entries are values too.
 * @param output Name of the output that holds them, such as `v1`.
 */
export function checkValues(output: string, fields: Fields, values: unknown): CheckedValues {
  const parsed = z.object(fields).safeParse(values);
  if (parsed.success) return { values: parsed.data, problems: [] };
  const start: Place = { path: output, schema: schemaOfFields(fields), value: values };
  const problems = parsed.error.issues.map(({ path }) => problemAt(path.reduce<Place>(inside, start)));
  return { values: undefined, problems };
}

function problemAt({ path, schema, value }: Place): Problem {
  const expected = schema === undefined ? {} : { expected: describeSchema(schema) };
  return value === undefined ? { path, problem: "is missing", ...expected } : { path, problem: "breaks the contract", got: typeOf(value), ...expected };
}

function inside({ path, schema, value }: Place, key: PropertyKey): Place {
  const inner = typeof value === "object" && value !== null && Object.hasOwn(value, key) ? (value as Readonly<Record<PropertyKey, unknown>>)[key] : undefined;
  const branches = branchesOf(schema);
  if (typeof key === "number") return { path: places.item(path, key), schema: anyOf(branches.map(({ prefixItems, items }) => prefixItems?.[key] ?? items)), value: inner };
  const fields = branches.flatMap(({ properties = {} }) => Object.entries(properties)).filter(([name]) => name === key);
  if (fields.length > 0) return { path: places.field(path, String(key)), schema: anyOf(fields.map(([, field]) => field)), value: inner };
  return { path: places.otherFields(path), schema: anyOf(branches.map(({ additionalProperties }) => additionalProperties)), value: inner };
}

/** The schemas of a union, each of which may be the one that a value breaks. */
function branchesOf(schema: JsonSchema | undefined): readonly JsonSchema[] {
  const union = schema?.anyOf ?? schema?.oneOf;
  if (union !== undefined) return union.flatMap(branchesOf);
  return schema === undefined ? [] : [schema];
}

function anyOf(schemas: readonly (JsonSchema | boolean | undefined)[]): JsonSchema | undefined {
  const said = schemas.filter((schema) => typeof schema === "object");
  return said.length > 1 ? { anyOf: said } : said[0];
}

/** What a value is, without saying which. */
export function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
