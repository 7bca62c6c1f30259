import assert from "node:assert/strict";
import { alternativesOf } from "../src/alternatives.ts";
import type { ObjectAlternative } from "../src/alternatives.ts";
import { discriminatorOf, tagOf } from "../src/discriminator.ts";
import type { JsonSchema } from "../src/json-schema.ts";

const types = (schema: JsonSchema): readonly unknown[] => alternativesOf(schema).map((each) => (each.type === "constant" ? each.value : each.type));
const objects = (...schemas: readonly JsonSchema[]): readonly ObjectAlternative[] => schemas.flatMap(alternativesOf).filter((each) => each.type === "object");

describe("The alternatives of a schema", () => {
  const TABLE: readonly (readonly [JsonSchema, readonly unknown[]])[] = [
    [{}, [null, true, false, "string", "number", "array", "object"]],
    [{ type: "boolean" }, [true, false]],
    [{ type: ["string", "null"] }, ["string", null]],
    [{ type: "integer" }, ["number"]],
    [{ const: null }, [null]],
    [{ type: "string", enum: ["a", "b", "a"] }, ["a", "b"]],
    [{ anyOf: [{ type: "string" }, { oneOf: [{ type: "null" }, { type: "object" }] }] }, ["string", null, "object"]],
    [{ not: {} }, []],
    [{ type: "date" }, []],
  ];
  for (const [schema, expected] of TABLE) it(`${JSON.stringify(schema)} are ${JSON.stringify(expected)}`, () => assert.deepEqual(types(schema), expected));

  it("of whole numbers have no ends where JavaScript's numbers stop to be exact", () => {
    const [exact] = alternativesOf({ type: "integer", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
    assert.deepEqual(exact, { type: "number", whole: true, lower: { value: -Infinity, exclusive: false }, upper: { value: Infinity, exclusive: false }, multipleOf: undefined });
  });

  it("of numbers have the nearer of two ends", () => {
    const ends = (schema: JsonSchema) => alternativesOf({ type: "number", ...schema }).map((each) => (each.type === "number" ? [each.lower, each.upper] : []))[0];
    assert.deepEqual(ends({ minimum: 1, exclusiveMinimum: 1, maximum: 5, exclusiveMaximum: 9 }), [{ value: 1, exclusive: true }, { value: 5, exclusive: false }]);
    assert.deepEqual(ends({ minimum: 2, exclusiveMinimum: 1, maximum: 9, exclusiveMaximum: 9 }), [{ value: 2, exclusive: false }, { value: 9, exclusive: true }]);
  });

  it("of objects have the fields that are only named as required", () => {
    const [record] = objects({ type: "object", required: ["a", "b"], properties: { b: { type: "null" } }, additionalProperties: { type: "string" } });
    assert.deepEqual([...record!.fields], [["a", { type: "string" }], ["b", { type: "null" }]]);
  });

  it("of closed tuples end with them", () => {
    const [tuple] = alternativesOf({ type: "array", prefixItems: [{}, {}], items: false });
    assert.deepEqual([tuple?.type, tuple?.type === "array" && tuple.most], ["array", 2]);
  });
});

describe("The discriminator of a union", () => {
  const variant = (kind: unknown, more: JsonSchema = {}): JsonSchema => ({ type: "object", properties: { shared: { const: "s" }, kind: { const: kind as string } }, required: ["kind", "shared"], ...more });

  it("is the field that has another value in each object", () => {
    assert.equal(discriminatorOf(objects(variant("a"), variant("b")), objects(variant("b"), variant("c"))), "kind");
  });

  it("is none where two have the same value, before or after", () => {
    assert.equal(discriminatorOf(objects(variant("a"), variant("a")), objects(variant("a"), variant("b"))), undefined);
    assert.equal(discriminatorOf(objects(variant("a"), variant("b")), objects(variant("b"), variant("b"))), undefined);
  });

  it("is none where the field may be missing or have several values", () => {
    assert.equal(tagOf(objects(variant("a", { required: [] }))[0]!, "kind"), undefined);
    assert.equal(tagOf(objects({ type: "object", properties: { kind: { enum: ["a", "b"] } }, required: ["kind"] })[0]!, "kind"), undefined);
    assert.equal(tagOf(objects(variant("a"))[0]!, "other"), undefined);
  });

  it("is none where there are no objects", () => assert.equal(discriminatorOf([], objects(variant("a"))), undefined));

  it("has values that are told apart by their type too", () => {
    assert.equal(discriminatorOf(objects(variant(1), variant("1")), objects(variant(null))), "kind");
    assert.deepEqual(objects(variant(1), variant("1"), variant(null)).map((object) => tagOf(object, "kind")), ["1", '"1"', "null"]);
  });
});
