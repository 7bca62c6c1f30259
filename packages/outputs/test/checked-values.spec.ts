import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { checkValues } from "../src/checked-values.ts";

const CANARY = "s3cr3t-canary";

describe("Values of a half", () => {
  it("that fit are given back without what is not in the contract, at any depth", () => {
    const checked = checkValues("v1", { url: z.url(), inner: z.object({ a: z.string() }) }, { url: "https://a.example.com", inner: { a: "a", password: CANARY }, more: CANARY });
    assert.deepEqual(checked, { values: { url: "https://a.example.com", inner: { a: "a" } }, problems: [] });
  });

  const faults: readonly { readonly title: string; readonly schema: z.ZodType; readonly value: unknown; readonly at: string; readonly got?: string; readonly expected: string }[] = [
    { title: "a missing field", schema: z.url(), value: undefined, at: "", expected: "string, format uri" },
    { title: "another type", schema: z.int(), value: CANARY, at: "", got: "string", expected: "whole number" },
    { title: "another form", schema: z.url(), value: CANARY, at: "", got: "string", expected: "string, format uri" },
    { title: "a number out of range", schema: z.number().max(1), value: 4242, at: "", got: "number", expected: "number, at most 1" },
    { title: "another word", schema: z.enum(["a"]), value: CANARY, at: "", got: "string", expected: '"a"' },
    { title: "null", schema: z.string(), value: null, at: "", got: "null", expected: "string" },
    { title: "an array", schema: z.string(), value: [CANARY], at: "", got: "array", expected: "string" },
    { title: "a field further in", schema: z.object({ a: z.object({ b: z.string() }) }), value: { a: { b: 1 } }, at: ".a.b", got: "number", expected: "string" },
    { title: "a missing field further in", schema: z.object({ toString: z.string() }), value: {}, at: ".toString", expected: "string" },
    { title: "an item", schema: z.array(z.string()), value: ["a", 1], at: "[1]", got: "number", expected: "string" },
    { title: "an item of a tuple", schema: z.tuple([z.string(), z.int()]), value: ["a", "b"], at: "[1]", got: "string", expected: "whole number" },
    { title: "too few items", schema: z.array(z.string()).min(1), value: [], at: "", got: "array", expected: "array of string, at least 1 items" },
    { title: "a record's entry, whose name is a value too", schema: z.record(z.string(), z.int()), value: { [CANARY]: "x" }, at: ".*", got: "string", expected: "whole number" },
    { title: "a record's key", schema: z.record(z.enum(["a"]), z.string()), value: { a: "a", [CANARY]: "x" }, at: "", got: "object", expected: 'object of string, its fields named "a"' },
    { title: "a member of a union", schema: z.union([z.int(), z.null()]), value: CANARY, at: "", got: "string", expected: "whole number or null" },
    { title: "another variant", schema: z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") })]), value: { kind: CANARY }, at: ".kind", got: "string", expected: '"a"' },
    { title: "a field of one variant", schema: z.discriminatedUnion("kind", [z.object({ kind: z.literal("a"), x: z.int() }), z.object({ kind: z.literal("b"), x: z.boolean() })]), value: { kind: "a", x: CANARY }, at: ".x", got: "string", expected: "whole number or boolean" },
    { title: "an item of what may be null", schema: z.array(z.int()).nullable(), value: [CANARY], at: "[0]", got: "string", expected: "whole number" },
    { title: "what a closed object has not", schema: z.strictObject({ a: z.string() }), value: { a: "a", [CANARY]: 1 }, at: "", got: "object", expected: "object, with no other fields than a" },
    { title: "what its schema's own message would tell", schema: z.string({ error: (issue) => `bad ${JSON.stringify(issue.input)}` }), value: { a: CANARY }, at: "", got: "object", expected: "string" },
  ];
  for (const { title, schema, value, at, got, expected } of faults) {
    it(`with ${title} are told by path, type and rule`, () => {
      const { values, problems } = checkValues("v1Secrets", { field: schema }, { field: value });
      assert.equal(values, undefined);
      const problem = got === undefined ? { path: `v1Secrets.field${at}`, problem: "is missing", expected } : { path: `v1Secrets.field${at}`, problem: "breaks the contract", got, expected };
      assert.deepEqual(problems, [problem]);
    });
  }

  it("are told of all at once", () => {
    const { problems } = checkValues("v1", { a: z.string(), b: z.string(), c: z.array(z.int()) }, { b: 1, c: ["x", "y"] });
    assert.deepEqual(problems.map(({ path }) => path), ["v1.a", "v1.b", "v1.c[0]", "v1.c[1]"]);
  });

  for (const value of [undefined, null, "text", 3, []]) it(`that are ${String(value)} of the type ${typeof value} are none`, () => assert.equal(checkValues("v1", { a: z.string() }, value).problems[0]?.path, "v1"));

  it("are in no message, whatever they are", () => {
    const schemas = [z.int(), z.url(), z.enum(["a"]), z.array(z.int()), z.record(z.string(), z.int()), z.strictObject({ a: z.int() }), z.union([z.int(), z.array(z.null())]), z.tuple([z.int()])];
    const canary = fc.constantFrom<unknown>(CANARY, [CANARY], { [CANARY]: CANARY }, { a: CANARY }, { [CANARY]: { [CANARY]: [CANARY] } }, [[CANARY], { a: CANARY }]);
    fc.assert(
      fc.property(fc.constantFrom(...schemas), canary, (schema, value) => {
        const { problems } = checkValues("v1Secrets", { field: schema }, { field: value });
        assert.ok(problems.length > 0);
        assert.ok(!JSON.stringify(problems).includes(CANARY), JSON.stringify(problems));
      }),
    );
  });
});
