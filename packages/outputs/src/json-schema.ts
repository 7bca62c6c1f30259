import { z } from "zod";

/** The part of JSON Schema (draft 2020-12) that contracts are written in. Other keywords only annotate. */
export interface JsonSchema {
  /** One type, or several of which a value has one. @default any */
  readonly type?: string | readonly string[] | undefined;
  /** The only value. @default any */
  readonly const?: Scalar | undefined;
  /** Every value that is allowed. @default any */
  readonly enum?: readonly Scalar[] | undefined;
  /** Fewest UTF-16 units of a string. @default 0 */
  readonly minLength?: number | undefined;
  /** Most UTF-16 units of a string. @default no limit */
  readonly maxLength?: number | undefined;
  /** Regular expression that matches somewhere in the string. @default any text */
  readonly pattern?: string | undefined;
  /** Name of a form, such as `uri`. @default any text */
  readonly format?: string | undefined;
  /** Least number, itself included. @default no limit */
  readonly minimum?: number | undefined;
  /** Greatest number, itself included. @default no limit */
  readonly maximum?: number | undefined;
  /** Numbers are greater than this. @default no limit */
  readonly exclusiveMinimum?: number | undefined;
  /** Numbers are less than this. @default no limit */
  readonly exclusiveMaximum?: number | undefined;
  /** Numbers are whole multiples of this. @default any number */
  readonly multipleOf?: number | undefined;
  /** What the first items of an array are, one by one. @default none */
  readonly prefixItems?: readonly JsonSchema[] | undefined;
  /** What the other items are; `false`: there are none. @default anything */
  readonly items?: JsonSchema | boolean | undefined;
  /** Fewest items. @default 0 */
  readonly minItems?: number | undefined;
  /** Most items. @default no limit */
  readonly maxItems?: number | undefined;
  /** Fields of an object by name. @default none is known */
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  /** Names of the fields that are always there. @default none */
  readonly required?: readonly string[] | undefined;
  /** What other fields are; `false`: there are none. @default anything */
  readonly additionalProperties?: JsonSchema | boolean | undefined;
  /** What the names of fields are. @default any */
  readonly propertyNames?: JsonSchema | undefined;
  /** A value fits at least one of these. @default no alternatives */
  readonly anyOf?: readonly JsonSchema[] | undefined;
  /** A value fits exactly one of these. @default no alternatives */
  readonly oneOf?: readonly JsonSchema[] | undefined;
  /** More patterns that a string has to match. @default none */
  readonly allOf?: readonly { readonly pattern: string }[] | undefined;
  /** `{}`: there is no value at all. @default none */
  readonly not?: Readonly<Record<string, never>> | undefined;
  /** For readers alone. @default none */
  readonly description?: string | undefined;
}

/** A value without parts. */
export type Scalar = string | number | boolean | null;

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const nested: z.ZodType<JsonSchema> = z.lazy(() => jsonSchema);

/** Keywords that say what `compareContracts` does not understand; nobody may rely on them unseen. */
const BEYOND = [
  "$ref", "$dynamicRef", "$defs", "definitions", "if", "then", "else", "dependentSchemas", "dependentRequired", "contains", "minContains", "maxContains",
  "uniqueItems", "minProperties", "maxProperties", "patternProperties", "unevaluatedItems", "unevaluatedProperties",
] as const;

/** What a contract's schema looks like: every keyword that says something about values is known, annotations are free. */
export const jsonSchema: z.ZodType<JsonSchema> = z.looseObject({
  ...Object.fromEntries(BEYOND.map((keyword) => [keyword, z.never(`contracts do not understand ${keyword}`).optional()])),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: scalar.optional(),
  enum: z.array(scalar).optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  multipleOf: z.number().optional(),
  prefixItems: z.array(nested).optional(),
  items: z.union([nested, z.boolean()]).optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  properties: z.record(z.string(), nested).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.union([nested, z.boolean()]).optional(),
  propertyNames: nested.optional(),
  anyOf: z.array(nested).optional(),
  oneOf: z.array(nested).optional(),
  allOf: z.array(z.strictObject({ pattern: z.string() }, "contracts understand allOf for patterns alone")).optional(),
  not: z.strictObject({}, "contracts understand not for {} alone").optional(),
  description: z.string().optional(),
});
