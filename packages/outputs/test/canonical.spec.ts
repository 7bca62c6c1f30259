import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalText, hashOf } from "../src/canonical.ts";
import type { JsonSchema } from "../src/json-schema.ts";
import { placeOfSchema } from "../src/paths.ts";

describe("The canonical text of a schema", () => {
  const same: readonly { readonly title: string; readonly one: JsonSchema | boolean; readonly other: JsonSchema | boolean }[] = [
    { title: "the order of keywords", one: { type: "string", minLength: 1 }, other: { minLength: 1, type: "string" } },
    { title: "the order of fields", one: { properties: { a: {}, b: {} } }, other: { properties: { b: {}, a: {} } } },
    { title: "the order of required fields", one: { required: ["a", "b"] }, other: { required: ["b", "a"] } },
    { title: "the order of an enum, and what is twice in it", one: { enum: ["a", 1, null] }, other: { enum: [null, 1, "a", "a"] } },
    { title: "the order of types", one: { type: ["string", "null"] }, other: { type: ["null", "string"] } },
    { title: "the order of alternatives", one: { anyOf: [{ type: "string", minLength: 1 }, { type: "object" }] }, other: { anyOf: [{ type: "object" }, { minLength: 1, type: "string" }] } },
    { title: "the order of patterns", one: { allOf: [{ pattern: "a" }, { pattern: "b" }] }, other: { allOf: [{ pattern: "b" }, { pattern: "a" }] } },
    { title: "descriptions", one: { type: "string", description: "a" }, other: { type: "string" } },
    { title: "what allows everything", one: { type: "object", additionalProperties: {}, required: [], properties: {} }, other: { type: "object", additionalProperties: true } },
    { title: "everything itself", one: true, other: {} },
  ];
  for (const { title, one, other } of same) it(`leaves out ${title}`, () => assert.equal(canonicalText(one), canonicalText(other)));

  const others: readonly { readonly title: string; readonly one: JsonSchema | boolean; readonly other: JsonSchema | boolean }[] = [
    { title: "the order of a tuple", one: { prefixItems: [{ type: "string" }, {}] }, other: { prefixItems: [{}, { type: "string" }] } },
    { title: "fields that are called like annotations", one: { properties: { description: {} } }, other: { properties: {} } },
    { title: "fields that are called like keywords", one: { properties: { required: { type: "string" } } }, other: { properties: { required: {} } } },
    { title: "a closed object", one: { additionalProperties: false }, other: {} },
    { title: "nothing", one: { not: {} }, other: {} },
    { title: "a number and its text", one: { const: 1 }, other: { const: "1" } },
    { title: "null", one: { const: null }, other: {} },
  ];
  for (const { title, one, other } of others) it(`has in it ${title}`, () => assert.notEqual(canonicalText(one), canonicalText(other)));

  it("is the same however the keys of any schema are ordered", () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, turned(inner)])) : value;
    };
    const { schema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
      schema: fc.record({ type: fc.constantFrom("string", "object"), minLength: fc.nat(), properties: fc.dictionary(fc.string(), tie("schema"), { maxKeys: 3 }), items: tie("schema") }, { requiredKeys: [] }),
    }));
    fc.assert(fc.property(schema, (made) => assert.equal(canonicalText(turned(made) as JsonSchema), canonicalText(made))));
  });
});

describe("The hash of a contract", () => {
  it("tells the halves apart", () => {
    const some: JsonSchema = { properties: { a: {} } };
    assert.notEqual(hashOf({ public: some, secrets: {} }), hashOf({ public: {}, secrets: some }));
  });

  it("is the same as ever: deployed stacks have it in their outputs", () => {
    assert.equal(hashOf({ public: { type: "object", properties: { url: { type: "string", format: "uri" } }, required: ["url"] }, secrets: { type: "object", properties: {} } }), "cabb01b785ba7f7f03ddfa084ae77d99ced1141245657c5772cdcd2c08e3f27c");
  });
});

describe("A place in a JSON Schema", () => {
  const PLACES: readonly (readonly [readonly (string | number)[], string])[] = [
    [[], "v1"],
    [["properties", "url"], "v1.url"],
    [["properties", "properties", "properties", "items"], "v1.properties.items"],
    [["properties", "hosts", "items", "properties", "port"], "v1.hosts[].port"],
    [["properties", "pair", "prefixItems", 1], "v1.pair[1]"],
    [["properties", "map", "additionalProperties", "anyOf", 0], "v1.map.*"],
    [["properties", "map", "propertyNames"], "v1.map (names of its fields)"],
  ];
  for (const [keywords, place] of PLACES) it(`${keywords.join("/")} is ${place} of a value`, () => assert.equal(placeOfSchema("v1", keywords), place));
});
