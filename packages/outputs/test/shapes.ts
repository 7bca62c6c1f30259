import fc from "fast-check";
import { z } from "zod";

/** A schema as data: zod makes a check of it, fast-check makes values of it. */
export type Shape =
  | { readonly kind: "string"; readonly least: number; readonly most: number | undefined; readonly format: "uri" | undefined }
  | { readonly kind: "number"; readonly whole: boolean; readonly least: number | undefined; readonly most: number | undefined }
  | { readonly kind: "boolean" }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "nullable"; readonly of: Shape }
  | { readonly kind: "array"; readonly of: Shape; readonly least: number; readonly most: number | undefined }
  | { readonly kind: "tuple"; readonly of: readonly Shape[] }
  | { readonly kind: "record"; readonly of: Shape }
  | { readonly kind: "union"; readonly of: readonly Shape[] }
  | { readonly kind: "variants"; readonly of: Readonly<Record<string, FieldShapes>> }
  | { readonly kind: "object"; readonly fields: FieldShapes; readonly closed: boolean };

export type FieldShapes = Readonly<Record<string, { readonly shape: Shape; readonly optional: boolean }>>;

export function toZod(shape: Shape): z.ZodType {
  switch (shape.kind) {
    case "string":
      return sized(shape.format === undefined ? z.string().min(shape.least) : z.url(), shape.format === undefined ? shape.most : undefined);
    case "number":
      return ranged(shape.whole ? z.int() : z.number(), shape);
    case "boolean":
      return z.boolean();
    case "enum":
      return z.enum([...shape.values]);
    case "nullable":
      return toZod(shape.of).nullable();
    case "array": {
      const items = z.array(toZod(shape.of)).min(shape.least);
      return shape.most === undefined ? items : items.max(shape.most);
    }
    case "tuple":
      return z.tuple(shape.of.map(toZod) as [z.ZodType, ...z.ZodType[]]);
    case "record":
      return z.record(z.string(), toZod(shape.of));
    case "union":
      return z.union(shape.of.map(toZod));
    case "variants": {
      const [first, ...others] = Object.entries(shape.of).map(([tag, fields]) => z.object({ kind: z.literal(tag), ...zodFields(fields) }));
      return z.discriminatedUnion("kind", [first!, ...others]);
    }
    case "object":
      return shape.closed ? z.strictObject(zodFields(shape.fields)) : z.object(zodFields(shape.fields));
  }
}

export function zodFields(fields: FieldShapes): Readonly<Record<string, z.ZodType>> {
  return Object.fromEntries(Object.entries(fields).map(([name, { shape, optional }]) => [name, optional ? toZod(shape).optional() : toZod(shape)]));
}

function sized(schema: z.ZodString | z.ZodURL, most: number | undefined): z.ZodType {
  return most === undefined ? schema : schema.max(most);
}

function ranged(schema: z.ZodNumber | z.ZodInt, { least, most }: { readonly least: number | undefined; readonly most: number | undefined }): z.ZodType {
  const from = least === undefined ? schema : schema.min(least);
  return most === undefined ? from : from.max(most);
}

/** Values that fit. */
export function valuesOf(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case "string":
      return shape.format === undefined ? fc.string({ minLength: shape.least, maxLength: shape.most ?? shape.least + 3, unit: fc.constantFrom("a", "b") }) : fc.webUrl();
    case "number": {
      const [min, max] = [shape.least ?? -5, shape.most ?? 20];
      return shape.whole ? fc.integer({ min, max }) : fc.oneof(fc.integer({ min, max }), fc.double({ min, max, noNaN: true }));
    }
    case "boolean":
      return fc.boolean();
    case "enum":
      return fc.constantFrom(...shape.values);
    case "nullable":
      return fc.oneof(fc.constant(null), valuesOf(shape.of));
    case "array":
      return fc.array(valuesOf(shape.of), { minLength: shape.least, maxLength: shape.most ?? shape.least + 2 });
    case "tuple":
      return fc.tuple(...shape.of.map(valuesOf));
    case "record":
      return fc.dictionary(fc.constantFrom("p", "q", "r"), valuesOf(shape.of));
    case "union":
      return fc.oneof(...shape.of.map(valuesOf));
    case "variants":
      return fc.oneof(...Object.entries(shape.of).map(([tag, fields]) => fieldValues(fields).map((values) => ({ kind: tag, ...values }))));
    case "object":
      return fieldValues(shape.fields);
  }
}

export function fieldValues(fields: FieldShapes): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const required = Object.keys(fields).filter((name) => fields[name]?.optional === false);
  return fc.record(Object.fromEntries(Object.entries(fields).map(([name, { shape }]) => [name, valuesOf(shape)])), { requiredKeys: required }).map((made) => ({ ...made }));
}

const least = fc.constantFrom(0, 1, 2);
const most = fc.constantFrom(undefined, 3, 4);
const limit = (...values: readonly number[]): fc.Arbitrary<number | undefined> => fc.constantFrom(undefined, ...values);

const plainString: fc.Arbitrary<Shape> = fc.record({ kind: fc.constant("string" as const), least, most, format: fc.constant(undefined) });
const number: fc.Arbitrary<Shape> = fc.record({ kind: fc.constant("number" as const), whole: fc.boolean(), least: limit(0, 1), most: limit(9, 10) });
const boolean: fc.Arbitrary<Shape> = fc.constant({ kind: "boolean" });
const words: fc.Arbitrary<Shape> = fc.subarray(["a", "b", "ab"], { minLength: 1 }).map((values) => ({ kind: "enum", values }));
const uri: fc.Arbitrary<Shape> = fc.constant({ kind: "string", least: 0, most: undefined, format: "uri" });
const leaf = fc.oneof(plainString, uri, number, boolean, words);

export const anyShape: fc.Arbitrary<Shape> = shapes(2);
export const anyFields: fc.Arbitrary<FieldShapes> = fieldsOf(anyShape, ["one", "two", "three"]);

function shapes(depth: number): fc.Arbitrary<Shape> {
  if (depth === 0) return leaf;
  const inner = shapes(depth - 1);
  const fields = fieldsOf(inner, ["x", "y", "z"]);
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: inner.map((of): Shape => (of.kind === "nullable" ? of : { kind: "nullable", of })) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("array" as const), of: inner, least, most }) },
    { weight: 1, arbitrary: fc.array(inner, { minLength: 1, maxLength: 2 }).map((of): Shape => ({ kind: "tuple", of })) },
    { weight: 1, arbitrary: inner.map((of): Shape => ({ kind: "record", of })) },
    { weight: 1, arbitrary: fc.tuple(fc.oneof(plainString, words), fc.oneof(number, boolean)).map((of): Shape => ({ kind: "union", of })) },
    { weight: 1, arbitrary: fc.dictionary(fc.constantFrom("circle", "square", "line"), fields, { minKeys: 1 }).map((of): Shape => ({ kind: "variants", of: { ...of } })) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("object" as const), fields, closed: fc.boolean() }) },
  );
}

function fieldsOf(shape: fc.Arbitrary<Shape>, names: readonly string[]): fc.Arbitrary<FieldShapes> {
  return fc.dictionary(fc.constantFrom(...names), fc.record({ shape, optional: fc.boolean() }), { maxKeys: names.length }).map((made) => ({ ...made }));
}

/** A shape that is near another one: most changes of a contract are small. */
export function nearShape(shape: Shape): fc.Arbitrary<Shape> {
  const replaced = { weight: 1, arbitrary: anyShape };
  const same = { weight: 2, arbitrary: fc.constant(shape) };
  return fc.oneof(replaced, same, { weight: 6, arbitrary: changedWithin(shape) });
}

function changedWithin(shape: Shape): fc.Arbitrary<Shape> {
  switch (shape.kind) {
    case "string":
      return shape.format === undefined ? plainString : fc.oneof(uri, plainString);
    case "number":
      return number;
    case "boolean":
      return fc.constant(shape);
    case "enum":
      return fc.oneof(words, plainString);
    case "nullable":
      return fc.oneof(nearShape(shape.of), nearShape(shape.of).map((of): Shape => (of.kind === "nullable" ? of : { kind: "nullable", of })));
    case "array":
      return fc.record({ kind: fc.constant("array" as const), of: nearShape(shape.of), least, most });
    case "tuple":
      return fc.tuple(...shape.of.map(nearShape)).map((of): Shape => ({ kind: "tuple", of }));
    case "record":
      return nearShape(shape.of).map((of): Shape => ({ kind: "record", of }));
    case "union":
      return fc.oneof(fc.constantFrom(...shape.of), fc.tuple(...shape.of.map(changedWithin)).map((of): Shape => ({ kind: "union", of })));
    case "variants":
      return fc.record(Object.fromEntries(Object.entries(shape.of).map(([tag, fields]) => [tag, nearFields(fields)]))).map((of): Shape => ({ kind: "variants", of: { ...of } }));
    case "object":
      return fc.record({ kind: fc.constant("object" as const), fields: nearFields(shape.fields), closed: fc.oneof(fc.constant(shape.closed), fc.boolean()) });
  }
}

/** Fields near others: some changed, some gone, some new. */
export function nearFields(fields: FieldShapes): fc.Arbitrary<FieldShapes> {
  const near = Object.entries(fields).map(([name, field]) => {
    const changed = fc.record({ shape: nearShape(field.shape), optional: fc.oneof({ weight: 3, arbitrary: fc.constant(field.optional) }, { weight: 1, arbitrary: fc.boolean() }) });
    return fc.oneof({ weight: 9, arbitrary: changed.map((one): FieldShapes => ({ [name]: one })) }, { weight: 1, arbitrary: fc.constant<FieldShapes>({}) });
  });
  const added = fc.oneof({ weight: 3, arbitrary: fc.constant<FieldShapes>({}) }, { weight: 1, arbitrary: fc.record({ shape: leaf, optional: fc.boolean() }).map((field): FieldShapes => ({ added: field })) });
  return fc.tuple(added, ...near).map((all) => Object.assign({}, ...all) as FieldShapes);
}
