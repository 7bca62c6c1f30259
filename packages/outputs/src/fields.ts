import { z } from "zod";
import type { Problem } from "@moorage/core";
import { jsonSchema } from "./json-schema.ts";
import type { JsonSchema } from "./json-schema.ts";
import { placeOfSchema } from "./paths.ts";

/** Fields of one half of a contract, by name: what zod makes, as far as JSON Schema can say it too. */
export type Fields = Readonly<Record<string, z.ZodType>>;

/** No fields at all. */
export type NoFields = Readonly<Record<string, never>>;

/** What consumers in any language can be told about. */
const TYPES = new Set(["string", "number", "boolean", "null", "literal", "enum", "template_literal", "array", "tuple", "object", "record", "union", "nullable", "optional", "nonoptional", "readonly", "any", "unknown", "never"]);
const CHECKS = new Set(["greater_than", "less_than", "multiple_of", "min_length", "max_length", "length_equals", "number_format", "string_format"]);

/** Settings of zod's string formats that its JSON Schema leaves out. */
const UNSAID = ["hostname", "protocol", "normalize", "alg"] as const;

/** What every schema and check of zod is made from, as far as it is looked at here. */
interface Definition {
  readonly type?: string;
  readonly check?: string;
  readonly checks?: readonly { readonly _zod: { readonly def: object } }[];
  readonly coerce?: boolean;
  readonly inclusive?: boolean;
  readonly discriminator?: string;
  readonly pattern?: RegExp;
  readonly fn?: unknown;
}

/** The JSON Schema of an object with these fields, other fields allowed. */
export function schemaOfFields(fields: Fields): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(z.object(fields), { io: "input", cycles: "throw" });
  return jsonSchema.parse(schema);
}

/** What of a field's schema the contract's JSON Schema could not say: consumers and the comparison would not see it. */
export function unsaidProblems(half: string, name: string, schema: z.ZodType): readonly Problem[] {
  const found = new Map<string, Problem>();
  const note = (at: readonly (string | number)[], problem: string, fix: string): void => {
    const path = placeOfSchema(half, at);
    found.set(`${path} ${problem}`, { path, problem, fix });
  };
  try {
    const json = z.toJSONSchema(z.object({ [name]: schema }), {
      io: "input",
      cycles: "throw",
      unrepresentable: ({ zodSchema, path }) => {
        if (TYPES.has(zodSchema._zod.def.type)) note(path, "holds a value that is not JSON", "use strings, numbers, booleans and null");
        return "any";
      },
      override: ({ zodSchema, path }) => {
        for (const [problem, fix] of unsaidBy(zodSchema._zod.def)) note(path, problem, fix);
      },
    });
    const understood = jsonSchema.safeParse(json.properties?.[name]);
    for (const { path, message } of understood.error?.issues ?? []) note(["properties", name, ...path.map(plainKey)], `cannot be compared: ${message}`, "say it with other types");
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith("Cycle")) throw error;
    note(["properties", name], "contains itself", "say how deep it goes: name each level");
  }
  return [...found.values()];
}

function unsaidBy(definition: object): readonly (readonly [problem: string, fix: string])[] {
  const { type = "", checks = [], coerce, inclusive, discriminator } = definition as Definition;
  const form = "give the value its form before it is exported";
  if (!TYPES.has(type)) return [[`is of the type ${type}, which changes values or is not JSON`, form]];
  const own: readonly (readonly [string, string])[] = [
    ...(coerce === true ? [["changes values (coerce)", form] as const] : []),
    ...(inclusive === false && discriminator === undefined ? [["is an exclusive union, which cannot be compared", "use z.union or z.discriminatedUnion"] as const] : []),
  ];
  return [...own, ...[definition, ...checks.map((check) => check._zod.def)].flatMap(unsaidByCheck)];
}

function unsaidByCheck(definition: object): readonly (readonly [problem: string, fix: string])[] {
  const { check, pattern, fn } = definition as Definition;
  const fix = "use what JSON Schema has: a format, a pattern, a range, a length";
  const unsaid = UNSAID.filter((key) => (definition as Readonly<Record<string, unknown>>)[key] !== undefined);
  return [
    ...(check === undefined || CHECKS.has(check) ? [] : [[`has a rule that only its own program knows (${check})`, fix] as const]),
    ...(pattern === undefined || pattern.flags.replace(/[uv]/, "") === "" ? [] : [[`has a pattern with the flags ${pattern.flags}`, "write the pattern without flags"] as const]),
    ...(fn === undefined || pattern !== undefined || check !== "string_format" ? [] : [["has a format that only its own program knows", fix] as const]),
    ...unsaid.map((key) => [`has the setting ${key}, which JSON Schema cannot say`, fix] as const),
  ];
}

function plainKey(key: PropertyKey): string | number {
  return typeof key === "number" ? key : String(key);
}
