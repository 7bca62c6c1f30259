import assert from "node:assert/strict";
import { z } from "zod";
import { describeSchema } from "../src/describe.ts";
import { schemaOfFields } from "../src/fields.ts";

const WORDS: readonly (readonly [z.ZodType, string])[] = [
  [z.string(), "string"],
  [z.string().min(1).max(5), "string, at least 1 characters, at most 5 characters"],
  [z.string().length(5), "string, 5 characters"],
  [z.url(), "string, format uri"],
  [z.string().regex(/^a/), "string, pattern ^a"],
  [z.string().regex(new RegExp(`^${"a".repeat(90)}`)), `string, pattern ^${"a".repeat(51)}…`],
  [z.number(), "number"],
  [z.int(), "whole number"],
  [z.int32().min(0), "whole number, at least 0, at most 2147483647"],
  [z.number().gt(0).lt(1), "number, over 0, under 1"],
  [z.number().multipleOf(5), "number, a multiple of 5"],
  [z.boolean(), "boolean"],
  [z.literal(true), "true"],
  [z.null(), "null"],
  [z.enum(["a", "b"]), '"a" or "b"'],
  [z.string().nullable(), "string or null"],
  [z.boolean().nullable(), "boolean or null"],
  [z.array(z.string()), "array of string"],
  [z.array(z.string()).min(1).max(2), "array of string, at least 1 items, at most 2 items"],
  [z.tuple([z.string(), z.number()]), "[string, number]"],
  [z.tuple([z.string()]).rest(z.number()), "[string], then any number of number, at least 1 items"],
  [z.object({ a: z.string() }), "object"],
  [z.object({ kind: z.literal("a"), b: z.string() }), 'object (kind: "a")'],
  [z.record(z.string(), z.int()), "object of whole number"],
  [z.record(z.enum(["a"]), z.int()), 'object of whole number, its fields named "a"'],
  [z.strictObject({ a: z.string(), b: z.string() }), "object, with no other fields than a, b"],
  [z.strictObject({}), "object, without fields"],
  [z.unknown(), "anything"],
  [z.never(), "nothing"],
];

describe("A schema in words", () => {
  for (const [schema, words] of WORDS) it(`is ${words}`, () => assert.equal(describeSchema(schemaOfFields({ field: schema }).properties?.["field"] ?? {}), words));
});
