import assert from "node:assert/strict";
import { z } from "zod";
import { defineOutputs } from "../src/index.ts";
import { linesOf } from "./messages.ts";

const define = (schema: z.ZodType): unknown => defineOutputs("board", 1, { public: { field: schema } });

const NOT_JSON = /is of the type \w+, which changes values or is not JSON\. Fix: give the value its form before it is exported$/;
const OWN_RULE = /has a rule that only its own program knows/;

describe("A field's schema", () => {
  const good: Readonly<Record<string, z.ZodType>> = {
    "a string": z.string().min(1).max(9),
    "a pattern": z.string().regex(/^a/).regex(/b$/u),
    "a prefix": z.string().startsWith("a").endsWith("b").includes("c"),
    "a URL": z.url(),
    "an e-mail address": z.email(),
    "a date as text": z.iso.datetime({ offset: true }),
    "a hash": z.hash("sha256"),
    "a range": z.number().gt(1).lte(5).multipleOf(2),
    "a whole number": z.int32(),
    "a boolean": z.boolean(),
    "null": z.null(),
    "an enum": z.enum(["a", "b"]),
    "literals": z.literal(["a", 1, true, null]),
    "a template": z.templateLiteral(["v", z.number()]),
    "an array": z.array(z.string()).min(1),
    "a tuple": z.tuple([z.string()]).rest(z.number()),
    "a record": z.record(z.string(), z.number()),
    "a record of known keys": z.record(z.enum(["a", "b"]), z.number()),
    "a union": z.union([z.string(), z.number(), z.null()]),
    "variants": z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") }), z.object({ kind: z.literal("b") })]),
    "an open, a closed and a loose object": z.object({ a: z.strictObject({}), b: z.looseObject({}), c: z.object({}).catchall(z.string()) }),
    "wrappers": z.string().brand("Name").nullable().optional().readonly(),
    "anything": z.unknown(),
  };
  for (const [title, schema] of Object.entries(good)) it(`may be ${title}`, () => assert.ok(define(schema)));

  const bad: readonly { readonly title: string; readonly schema: z.ZodType; readonly says: RegExp }[] = [
    { title: "a date", schema: z.date(), says: NOT_JSON },
    { title: "a bigint", schema: z.bigint(), says: NOT_JSON },
    { title: "a map", schema: z.map(z.string(), z.string()), says: NOT_JSON },
    { title: "undefined", schema: z.undefined(), says: NOT_JSON },
    { title: "a custom type", schema: z.custom<string>(), says: NOT_JSON },
    { title: "a default", schema: z.string().default("x"), says: NOT_JSON },
    { title: "a catch", schema: z.string().catch("x"), says: NOT_JSON },
    { title: "a transform", schema: z.string().transform(Number), says: NOT_JSON },
    { title: "a pipe", schema: z.string().pipe(z.string()), says: NOT_JSON },
    { title: "an intersection", schema: z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() })), says: NOT_JSON },
    { title: "coercion", schema: z.coerce.number(), says: /changes values \(coerce\)/ },
    { title: "a refinement", schema: z.string().refine((text) => text !== ""), says: OWN_RULE },
    { title: "a refinement of an object", schema: z.object({}).refine(() => true), says: OWN_RULE },
    { title: "trimming", schema: z.string().trim(), says: OWN_RULE },
    { title: "a format of one's own", schema: z.stringFormat("mine", () => true), says: /has a format that only its own program knows/ },
    { title: "flags of a pattern", schema: z.string().regex(/a/i), says: /has a pattern with the flags i\. Fix: write the pattern without flags/ },
    { title: "a URL of some hosts", schema: z.url({ hostname: /example/ }), says: /has the setting hostname, which JSON Schema cannot say/ },
    { title: "an algorithm", schema: z.jwt({ alg: "HS256" }), says: /has the setting alg/ },
    { title: "an exclusive union", schema: z.xor([z.string(), z.number()]), says: /is an exclusive union/ },
    { title: "a schema that contains itself", schema: z.json(), says: /contains itself\. Fix: say how deep it goes/ },
    { title: "an id, which makes a reference", schema: z.string().meta({ id: "outputs-spec" }), says: /contracts do not understand \$ref/ },
    { title: "patterns of names", schema: z.looseRecord(z.string().regex(/^a/), z.number()), says: /contracts do not understand patternProperties/ },
    { title: "a bigint among literals", schema: z.literal([1n]), says: /holds a value that is not JSON/ },
  ];
  for (const { title, schema, says } of bad) {
    it(`cannot be ${title}`, () => {
      const lines = linesOf(() => define(schema));
      assert.match(lines[0]!, says);
      assert.ok(lines[0]!.startsWith("Outputs board v1: public.field"), lines[0]);
      assert.equal(lines.length, 1, lines.join("\n"));
    });
  }

  const places: readonly { readonly at: string; readonly schema: z.ZodType }[] = [
    { at: "public.field.inner", schema: z.object({ inner: z.date() }) },
    { at: "public.field[]", schema: z.array(z.date()) },
    { at: "public.field[1]", schema: z.tuple([z.string(), z.date()]) },
    { at: "public.field.*", schema: z.record(z.string(), z.date()) },
    { at: "public.field", schema: z.union([z.string(), z.date()]) },
    { at: "public.field.a[].b", schema: z.object({ a: z.array(z.object({ b: z.date().optional() })) }) },
  ];
  for (const { at, schema } of places) it(`is told where it is wrong: ${at}`, () => assert.match(linesOf(() => define(schema))[0]!, new RegExp(`^Outputs board v1: ${at.replace(/[[\].*]/g, "\\$&")}: `)));

  it("is told of each of its faults", () => {
    const lines = linesOf(() => define(z.object({ a: z.string().trim(), b: z.coerce.string(), c: z.date() })));
    assert.deepEqual(lines.map((line) => /public\.[\w.]+/.exec(line)?.[0]).sort(), ["public.field.a", "public.field.b", "public.field.c"]);
  });
});
