import type { JsonSchema, Scalar } from "./json-schema.ts";

/** One end of a range of numbers. */
export interface Bound {
  /** Infinite where there is no end. */
  readonly value: number;
  /** Whether the value itself is outside. */
  readonly exclusive: boolean;
}

/** One value. */
export interface ConstantAlternative {
  readonly type: "constant";
  readonly value: Scalar;
}

/** Strings. */
export interface StringAlternative {
  readonly type: "string";
  readonly least: number;
  readonly most: number;
  /** Patterns and formats that all hold, as `pattern ^a` and `format uri`. */
  readonly rules: readonly string[];
}

/** Numbers. */
export interface NumberAlternative {
  readonly type: "number";
  readonly whole: boolean;
  readonly lower: Bound;
  readonly upper: Bound;
  readonly multipleOf: number | undefined;
}

/** Arrays. */
export interface ArrayAlternative {
  readonly type: "array";
  readonly least: number;
  readonly most: number;
  readonly first: readonly JsonSchema[];
  /** What follows the first ones. `undefined`: nothing does. */
  readonly rest: JsonSchema | undefined;
}

/** Objects. */
export interface ObjectAlternative {
  readonly type: "object";
  readonly fields: ReadonlyMap<string, JsonSchema>;
  readonly required: ReadonlySet<string>;
  /** What other fields are. `undefined`: there are none. */
  readonly others: JsonSchema | undefined;
  readonly names: JsonSchema;
}

/** One of the kinds of values that a schema allows; a value fits a schema when it fits one of its alternatives. */
export type Alternative = ConstantAlternative | StringAlternative | NumberAlternative | ArrayAlternative | ObjectAlternative;

const TYPES = ["null", "boolean", "string", "number", "array", "object"] as const;

/** Every alternative of a schema; none where it allows no value. */
export function alternativesOf(schema: JsonSchema): readonly Alternative[] {
  const union = schema.anyOf ?? schema.oneOf;
  if (union !== undefined) return union.flatMap(alternativesOf);
  if (schema.not !== undefined) return [];
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (values !== undefined) return [...new Set(values)].map(constant);
  const types = schema.type === undefined ? TYPES : typeof schema.type === "string" ? [schema.type] : schema.type;
  return types.flatMap((type) => ofType(type, schema));
}

function ofType(type: string, schema: JsonSchema): readonly Alternative[] {
  switch (type) {
    case "null":
      return [constant(null)];
    case "boolean":
      return [constant(true), constant(false)];
    case "string":
      return [strings(schema)];
    case "number":
    case "integer":
      return [numbers(schema, type === "integer")];
    case "array":
      return [arrays(schema)];
    case "object":
      return [objects(schema)];
    default:
      return [];
  }
}

function constant(value: Scalar): ConstantAlternative {
  return { type: "constant", value };
}

function strings({ minLength = 0, maxLength = Infinity, pattern, format, allOf = [] }: JsonSchema): StringAlternative {
  const patterns = [...(pattern === undefined ? [] : [pattern]), ...allOf.map((part) => part.pattern)];
  const rules = [...(format === undefined ? [] : [`format ${format}`]), ...patterns.map((each) => `pattern ${each}`)];
  return { type: "string", least: minLength, most: maxLength, rules: [...new Set(rules)].sort() };
}

function numbers(schema: JsonSchema, whole: boolean): NumberAlternative {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity, multipleOf } = schema;
  const lower = exclusiveMinimum >= minimum && exclusiveMinimum > -Infinity ? { value: exclusiveMinimum, exclusive: true } : { value: minimum, exclusive: false };
  const upper = exclusiveMaximum <= maximum && exclusiveMaximum < Infinity ? { value: exclusiveMaximum, exclusive: true } : { value: maximum, exclusive: false };
  return { type: "number", whole, lower: whole ? exact(lower) : lower, upper: whole ? exact(upper) : upper, multipleOf };
}

/** Whole numbers end where a JavaScript number stops to be exact: that is no rule of the contract's own. */
function exact(bound: Bound): Bound {
  return Math.abs(bound.value) >= Number.MAX_SAFE_INTEGER ? { value: Math.sign(bound.value) * Infinity, exclusive: false } : bound;
}

function arrays({ prefixItems: first = [], items, minItems = 0, maxItems = Infinity }: JsonSchema): ArrayAlternative {
  const rest = opened(items);
  return { type: "array", least: minItems, most: rest === undefined ? Math.min(maxItems, first.length) : maxItems, first, rest };
}

function objects({ properties = {}, required = [], additionalProperties, propertyNames }: JsonSchema): ObjectAlternative {
  const others = opened(additionalProperties);
  // A record with known keys names them as required alone.
  const known = required.map((name): readonly [string, JsonSchema] => [name, others ?? {}]);
  return { type: "object", fields: new Map([...known, ...Object.entries(properties)]), required: new Set(required), others, names: { type: "string", ...propertyNames } };
}

function opened(schema: JsonSchema | boolean | undefined): JsonSchema | undefined {
  if (schema === undefined || schema === true) return {};
  return schema === false ? undefined : schema;
}
