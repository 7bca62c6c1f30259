import assert from "node:assert/strict";
import { z } from "zod";
import { compareContracts, defineOutputs, toJsonSchema } from "../src/index.ts";
import type { Fields, Finding } from "../src/index.ts";

/** What comparing gives: kind, place below the field and what differs. */
type Said = readonly (readonly [kind: string, place: string, detail: string])[];

interface Row {
  readonly title: string;
  readonly one: z.ZodType;
  readonly other: z.ZodType;
  /** From one to the other. */
  readonly there: Said;
  /** And back. */
  readonly back: Said;
}

function compared(before: Fields, after: Fields): readonly Finding[] {
  const document = (fields: Fields) => toJsonSchema(defineOutputs("board", 1, { public: fields }));
  return compareContracts(document(before), document(after)).findings;
}

const said = (findings: readonly Finding[]): Said => findings.map(({ kind, path, detail }) => [kind, path.replace(/^v1\.field/, ""), detail]);
const kind = (name: string, fields: Fields = {}) => z.object({ kind: z.literal(name), ...fields });

const TABLE: readonly Row[] = [
  // Presence
  { title: "optional", one: z.string(), other: z.string().optional(), there: [["optional", "", "required → optional"]], back: [["required", "", "optional → required"]] },
  { title: "optional further in", one: z.object({ a: z.string() }), other: z.object({ a: z.string().optional() }), there: [["optional", ".a", "required → optional"]], back: [["required", ".a", "optional → required"]] },
  { title: "nullable", one: z.string(), other: z.string().nullable(), there: [["widened", "", "string → string or null"]], back: [["narrowed", "", "string or null → string"]] },
  { title: "optional and nullable at once", one: z.string(), other: z.string().nullish(), there: [["optional", "", "required → optional"], ["widened", "", "string → string or null"]], back: [["required", "", "optional → required"], ["narrowed", "", "string or null → string"]] },
  // Strings
  { title: "a shortest length", one: z.string().min(3), other: z.string().min(1), there: [["widened", "", "fewest characters: 3 → 1"]], back: [["narrowed", "", "fewest characters: 1 → 3"]] },
  { title: "a longest length", one: z.string().max(3), other: z.string(), there: [["widened", "", "most characters: 3 → none"]], back: [["narrowed", "", "most characters: none → 3"]] },
  { title: "both lengths", one: z.string().min(1).max(5), other: z.string().min(2).max(6), there: [["widened", "", "most characters: 5 → 6"], ["narrowed", "", "fewest characters: 1 → 2"]], back: [["widened", "", "fewest characters: 2 → 1"], ["narrowed", "", "most characters: 6 → 5"]] },
  { title: "a format", one: z.url(), other: z.string(), there: [["widened", "", "no longer format uri"]], back: [["narrowed", "", "format uri"]] },
  { title: "another format", one: z.stringFormat("a", /a/), other: z.stringFormat("b", /b/), there: [["changed", "", "format a, pattern a → format b, pattern b"]], back: [["changed", "", "format b, pattern b → format a, pattern a"]] },
  { title: "a pattern", one: z.string().regex(/^a/), other: z.string(), there: [["widened", "", "no longer pattern ^a"]], back: [["narrowed", "", "pattern ^a"]] },
  { title: "a second pattern", one: z.string().regex(/^a/).regex(/b$/), other: z.string().regex(/^a/), there: [["widened", "", "no longer pattern b$"]], back: [["narrowed", "", "pattern b$"]] },
  { title: "another pattern", one: z.string().regex(/^a/), other: z.string().regex(/^b/), there: [["changed", "", "pattern ^a → pattern ^b"]], back: [["changed", "", "pattern ^b → pattern ^a"]] },
  // Numbers
  { title: "whole numbers", one: z.int(), other: z.number(), there: [["widened", "", "not only whole numbers"]], back: [["narrowed", "", "whole numbers alone"]] },
  { title: "a least number", one: z.number().min(2), other: z.number().min(1), there: [["widened", "", "least: 2 → 1"]], back: [["narrowed", "", "least: 1 → 2"]] },
  { title: "a greatest number", one: z.number().max(2), other: z.number(), there: [["widened", "", "most: 2 → none"]], back: [["narrowed", "", "most: none → 2"]] },
  { title: "the end of a range itself", one: z.number().gt(1), other: z.number().gte(1), there: [["widened", "", "least: 1, itself excluded → 1"]], back: [["narrowed", "", "least: 1 → 1, itself excluded"]] },
  { title: "the upper end of a range itself", one: z.number().lt(1), other: z.number().lte(1), there: [["widened", "", "most: 1, itself excluded → 1"]], back: [["narrowed", "", "most: 1 → 1, itself excluded"]] },
  { title: "multiples", one: z.number().multipleOf(6), other: z.number().multipleOf(3), there: [["widened", "", "multiple of: 6 → 3"]], back: [["narrowed", "", "multiple of: 3 → 6"]] },
  { title: "any multiple", one: z.number().multipleOf(6), other: z.number(), there: [["widened", "", "multiple of: 6 → any"]], back: [["narrowed", "", "multiple of: any → 6"]] },
  { title: "other multiples", one: z.number().multipleOf(2), other: z.number().multipleOf(3), there: [["changed", "", "multiple of: 2 → 3"]], back: [["changed", "", "multiple of: 3 → 2"]] },
  // Types and values
  { title: "another type", one: z.string(), other: z.number(), there: [["changed", "", "string → number"]], back: [["changed", "", "number → string"]] },
  { title: "anything", one: z.string(), other: z.unknown(), there: [["widened", "", "string → anything"]], back: [["narrowed", "", "anything → string"]] },
  { title: "one word more", one: z.enum(["a", "b"]), other: z.enum(["a", "b", "c"]), there: [["widened", "", '"a" or "b" → "a" or "b" or "c"']], back: [["narrowed", "", '"a" or "b" or "c" → "a" or "b"']] },
  { title: "another word", one: z.enum(["a", "b"]), other: z.enum(["a", "c"]), there: [["changed", "", '"a" or "b" → "a" or "c"']], back: [["changed", "", '"a" or "c" → "a" or "b"']] },
  { title: "words and any string", one: z.enum(["a", "b"]), other: z.string(), there: [["widened", "", '"a" or "b" → string']], back: [["narrowed", "", 'string → "a" or "b"']] },
  { title: "words and strings of a length", one: z.enum(["a", "bb"]), other: z.string().max(1), there: [["changed", "", '"a" or "bb" → string, at most 1 characters']], back: [["changed", "", 'string, at most 1 characters → "a" or "bb"']] },
  { title: "words and strings of a pattern", one: z.enum(["ab", "ac"]), other: z.string().regex(/^a/), there: [["widened", "", '"ab" or "ac" → string, pattern ^a']], back: [["narrowed", "", 'string, pattern ^a → "ab" or "ac"']] },
  { title: "words and a format, of which nobody can tell", one: z.enum(["http://a"]), other: z.url(), there: [["changed", "", '"http://a" → string, format uri']], back: [["changed", "", 'string, format uri → "http://a"']] },
  { title: "a number and a range", one: z.literal([1, 5]), other: z.number().gt(0).lt(6), there: [["widened", "", "1 or 5 → number, over 0, under 6"]], back: [["narrowed", "", "number, over 0, under 6 → 1 or 5"]] },
  { title: "a number at the end of a range", one: z.literal([0, 1]), other: z.number().gt(0), there: [["changed", "", "0 or 1 → number, over 0"]], back: [["changed", "", "number, over 0 → 0 or 1"]] },
  { title: "a number at the other end", one: z.literal([0, 1]), other: z.number().lt(1), there: [["changed", "", "0 or 1 → number, under 1"]], back: [["changed", "", "number, under 1 → 0 or 1"]] },
  { title: "a number outside a range", one: z.literal([1, 6]), other: z.number().lt(6), there: [["changed", "", "1 or 6 → number, under 6"]], back: [["changed", "", "number, under 6 → 1 or 6"]] },
  { title: "a boolean and one of its values", one: z.literal(true), other: z.boolean(), there: [["widened", "", "true → boolean"]], back: [["narrowed", "", "boolean → true"]] },
  { title: "a union", one: z.string(), other: z.union([z.string(), z.number()]), there: [["widened", "", "string → string or number"]], back: [["narrowed", "", "string or number → string"]] },
  { title: "a member of a union", one: z.union([z.string().min(1), z.number()]), other: z.union([z.string().min(2), z.number()]), there: [["narrowed", "", "fewest characters: 1 → 2"]], back: [["widened", "", "fewest characters: 2 → 1"]] },
  { title: "the nearest of several members", one: z.union([z.string().max(5), z.string().max(3)]), other: z.union([z.string().max(3), z.string().min(1).max(5)]), there: [["narrowed", "", "fewest characters: 0 → 1"]], back: [["changed", "", "string, at most 3 characters or string, at least 1 characters, at most 5 characters → string, at most 5 characters or string, at most 3 characters"]] },
  // Arrays
  { title: "items", one: z.array(z.string()), other: z.array(z.string().nullable()), there: [["widened", "[]", "string → string or null"]], back: [["narrowed", "[]", "string or null → string"]] },
  { title: "fewest items", one: z.array(z.string()).min(1), other: z.array(z.string()), there: [["widened", "", "fewest items: 1 → 0"]], back: [["narrowed", "", "fewest items: 0 → 1"]] },
  { title: "most items", one: z.array(z.string()).max(2), other: z.array(z.string()).max(3), there: [["widened", "", "most items: 2 → 3"]], back: [["narrowed", "", "most items: 3 → 2"]] },
  { title: "one of the first items", one: z.tuple([z.string(), z.int()]), other: z.tuple([z.string(), z.number()]), there: [["widened", "[1]", "not only whole numbers"]], back: [["narrowed", "[1]", "whole numbers alone"]] },
  { title: "a tuple and an array", one: z.tuple([z.string()]), other: z.array(z.string()), there: [["widened", "", "fewest items: 1 → 0, most items: 1 → none"]], back: [["narrowed", "", "fewest items: 0 → 1, most items: none → 1"]] },
  { title: "further items", one: z.tuple([z.string()]), other: z.tuple([z.string()]).rest(z.number()), there: [["widened", "", "most items: 1 → none"]], back: [["narrowed", "", "most items: none → 1"]] },
  // Objects
  { title: "a field of an object", one: z.object({}), other: z.object({ a: z.string() }), there: [["added", ".a", "string"]], back: [["removed", ".a", "string"]] },
  { title: "an optional field of an object", one: z.object({}), other: z.object({ a: z.string().optional() }), there: [["added", ".a", "string, optional"]], back: [["removed", ".a", "string"]] },
  { title: "a field of a closed object", one: z.strictObject({}), other: z.strictObject({ a: z.string() }), there: [["widened", ".a", "string: the object had no other fields"]], back: [["removed", ".a", "string"]] },
  { title: "a closed object", one: z.strictObject({ a: z.string() }), other: z.object({ a: z.string() }), there: [["widened", ".*", "none → anything"]], back: [["narrowed", ".*", "anything → none"]] },
  { title: "what other fields are", one: z.object({}).catchall(z.int()), other: z.object({}).catchall(z.number()), there: [["widened", ".*", "not only whole numbers"]], back: [["narrowed", ".*", "whole numbers alone"]] },
  { title: "a field among others that are known", one: z.object({}).catchall(z.int()), other: z.object({ a: z.string() }).catchall(z.int()), there: [["changed", ".a", "whole number → string"], ["added", ".a", "string"]], back: [["removed", ".a", "string"]] },
  { title: "a field by another name", one: z.object({ a: z.url() }), other: z.object({ b: z.url() }), there: [["renamed", ".a", "a → b"]], back: [["renamed", ".b", "b → a"]] },
  { title: "a record's values", one: z.record(z.string(), z.int()), other: z.record(z.string(), z.number()), there: [["widened", ".*", "not only whole numbers"]], back: [["narrowed", ".*", "whole numbers alone"]] },
  { title: "a record's keys", one: z.partialRecord(z.enum(["a"]), z.string()), other: z.record(z.string(), z.string()), there: [["widened", " (names of its fields)", '"a" → string']], back: [["narrowed", " (names of its fields)", 'string → "a"']] },
  { title: "a record's keys that are always there", one: z.record(z.enum(["a"]), z.string()), other: z.partialRecord(z.enum(["a"]), z.string()), there: [["removed", ".a", "string"]], back: [["added", ".a", "string"]] },
  // Variants
  { title: "one variant more", one: z.discriminatedUnion("kind", [kind("a"), kind("b")]), other: z.discriminatedUnion("kind", [kind("a"), kind("b"), kind("c")]), there: [["widened", "", 'object (kind: "a") or object (kind: "b") → object (kind: "a") or object (kind: "b") or object (kind: "c")']], back: [["narrowed", "", 'object (kind: "a") or object (kind: "b") or object (kind: "c") → object (kind: "a") or object (kind: "b")']] },
  { title: "a field of one variant", one: z.discriminatedUnion("kind", [kind("a", { x: z.int() }), kind("b")]), other: z.discriminatedUnion("kind", [kind("a", { x: z.number() }), kind("b")]), there: [["widened", '(kind: "a").x', "not only whole numbers"]], back: [["narrowed", '(kind: "a").x', "whole numbers alone"]] },
  { title: "variants in another order, one with a field more", one: z.discriminatedUnion("kind", [kind("a"), kind("b")]), other: z.discriminatedUnion("kind", [kind("b", { y: z.string() }), kind("a")]), there: [["added", '(kind: "b").y', "string"]], back: [["removed", '(kind: "b").y', "string"]] },
  { title: "a variant that nothing tells apart", one: z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]), other: z.union([z.object({ a: z.string() }), z.object({ c: z.int() })]), there: [["changed", "", "object or object → object or object"]], back: [["changed", "", "object or object → object or object"]] },
  // Far in
  { title: "something far in", one: z.object({ list: z.array(z.object({ map: z.record(z.string(), z.tuple([z.url()])) })) }), other: z.object({ list: z.array(z.object({ map: z.record(z.string(), z.tuple([z.string()])) })) }), there: [["widened", ".list[].map.*[0]", "no longer format uri"]], back: [["narrowed", ".list[].map.*[0]", "format uri"]] },
];

describe("Comparing", () => {
  for (const { title, one, other, there, back } of TABLE) {
    it(`finds ${title}, there and back`, () => {
      assert.deepEqual(said(compared({ field: one }, { field: other })), there);
      assert.deepEqual(said(compared({ field: other }, { field: one })), back);
    });
  }

  it("finds each of many differences", () => {
    const findings = compared({ a: z.string(), b: z.int(), c: z.string().nullable() }, { a: z.string().optional(), b: z.number(), d: z.boolean() });
    assert.deepEqual(
      findings.map((finding) => [finding.path, finding.kind]),
      [["v1.a", "optional"], ["v1.b", "widened"], ["v1.c", "removed"], ["v1.d", "added"]],
    );
  });

  const same: Readonly<Record<string, readonly [z.ZodType, z.ZodType]>> = {
    "descriptions": [z.string(), z.string().describe("text")],
    "the order of a union": [z.union([z.string().min(1), z.object({})]), z.union([z.object({}), z.string().min(1)])],
    "brands and readonly": [z.array(z.string()), z.array(z.string().brand("Name")).readonly()],
    "an object and the same one loose": [z.object({ a: z.string() }), z.looseObject({ a: z.string() })],
  };
  for (const [title, [one, other]] of Object.entries(same)) it(`finds nothing in ${title}`, () => assert.deepEqual([...compared({ field: one }, { field: other }), ...compared({ field: other }, { field: one })], []));
});

describe("A new name", () => {
  const renames = (before: Fields, after: Fields): readonly string[] => compared(before, after).map((finding) => `${finding.kind} ${finding.path} ${finding.detail}`);

  it("is recognised among other fields, and the field is not told of twice", () => {
    assert.deepEqual(renames({ url: z.url(), name: z.string() }, { address: z.url(), name: z.string() }), ["renamed v1.url url → address"]);
  });

  it("is not guessed where two new fields could be meant", () => {
    assert.deepEqual(renames({ url: z.url() }, { one: z.url(), two: z.url() }), ["removed v1.url string, format uri", "added v1.one string, format uri", "added v1.two string, format uri"]);
  });

  it("is not guessed where two old fields could be", () => {
    assert.deepEqual(renames({ one: z.url(), two: z.url() }, { url: z.url() }), ["removed v1.one string, format uri", "removed v1.two string, format uri", "added v1.url string, format uri"]);
  });

  it("is none where the schema is another", () => {
    assert.deepEqual(renames({ url: z.url() }, { address: z.string() }), ["removed v1.url string, format uri", "added v1.address string"]);
  });

  it("is not made of what every JavaScript object has", () => {
    assert.deepEqual(renames({ field: z.object({}) }, { field: z.object({ constructor: z.string(), toString: z.string() }) }), ["added v1.field.constructor string", "added v1.field.toString string"]);
  });

  it("is none where only one of them is optional", () => {
    assert.deepEqual(renames({ url: z.url() }, { address: z.url().optional() }), ["removed v1.url string, format uri", "added v1.address string, format uri, optional"]);
  });
});
