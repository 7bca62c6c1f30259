import assert from "node:assert/strict";
import { diagnosticsOf } from "./snippets.ts";

const PREAMBLE = `
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { defineOutputs, exportAll, exportOutputs, readOutputs } from "../src/index.ts";
const boardV1 = defineOutputs("board", 1, {
  public: { url: z.url(), size: z.int().optional(), kind: z.enum(["a", "b"]), server: z.object({ host: z.string(), ports: z.array(z.int()) }) },
  secrets: { databaseUrl: z.string(), token: z.string().optional() },
});
const boardV2 = defineOutputs("board", 2, { public: { urls: z.array(z.url()) } });
const server = { host: "a", ports: [1] };
const good = { url: "https://a.example.com", kind: "a", server } as const satisfies object;
const hidden = { databaseUrl: "x" };
const board = readOutputs(boardV1, { project: "moorage", stack: "prod" });
declare const text: pulumi.Output<string>;
declare const count: pulumi.Output<number>;
declare const maybe: string | undefined;
`;

const producer = (open: string, secrets = "hidden"): string => `export const outputs = exportOutputs(boardV1, { public: ${open}, secrets: ${secrets} });`;

const ACCEPTED: Readonly<Record<string, string>> = {
  "plain values": producer("{ url: 'x', kind: 'a', server: { host: 'a', ports: [1] } }"),
  "Outputs and promises": producer("{ url: text, size: count, kind: Promise.resolve('a' as const), server: pulumi.output(server) }", "{ databaseUrl: text, token: pulumi.secret('x') }"),
  "Outputs further in": producer("{ url: 'x', kind: 'a', server: { host: text, ports: [1, count] } }"),
  "an Output of a list": producer("{ url: 'x', kind: 'a', server: { host: 'a', ports: pulumi.output([1]) } }"),
  "an optional field that may be undefined": producer("{ ...good, size: undefined }", "{ databaseUrl: 'x', token: maybe }"),
  "an Output that may be undefined, for an optional field": producer("{ ...good, size: count.apply((n): number | undefined => n) }"),
  "no secrets where there are none": "exportOutputs(boardV2, { public: { urls: [text] } });",
  "empty secrets where there are none": "exportOutputs(boardV2, { public: { urls: [] }, secrets: {} });",
  "major versions side by side": "const all = exportAll(exportOutputs(boardV1, { public: good, secrets: hidden }), exportOutputs(boardV2, { public: { urls: [] } })); const one: pulumi.Output<string> = all.v1.url; const two: pulumi.Output<string[]> = all.v2.urls; const name: string = all.contract.name; const hush: pulumi.Output<{ databaseUrl: string; token?: string | undefined }> = all.v1Secrets;",
  "each field read as what it is": "const url: pulumi.Output<string> = board.url; const size: pulumi.Output<number | undefined> = board.size; const kind: pulumi.Output<'a' | 'b'> = board.kind; const port: pulumi.Output<number[]> = board.server.ports; const database: pulumi.Output<string> = board.databaseUrl; const token: pulumi.Output<string | undefined> = board.token;",
  "a StackReference that is there": "readOutputs(boardV1, { project: 'moorage', stack: 'prod', reference: new pulumi.StackReference('x') });",
  "a contract without secrets read": "const urls: pulumi.Output<string[]> = readOutputs(boardV2, { project: 'moorage', stack: 'prod' }).urls;",
};

interface Refusal {
  readonly code: string;
  readonly says: RegExp;
}
const refusal = (code: string, error: string, says: RegExp): readonly [string, Refusal] => [code, { code: error, says }];

const REFUSED: Readonly<Record<string, readonly [string, Refusal]>> = {
  // Producer
  "a missing public field": refusal(producer("{ kind: 'a', server }"), "TS2741", /'url' is missing/),
  "an extra public field": refusal(producer("{ url: 'x', kind: 'a', server, more: 1 }"), "TS2353", /'more' does not exist/),
  "a missing secret": refusal(producer("good", "{}"), "TS2741", /'databaseUrl' is missing/),
  "an extra secret": refusal(producer("good", "{ databaseUrl: 'x', more: 'y' }"), "TS2353", /'more' does not exist/),
  "no secrets at all": refusal("exportOutputs(boardV1, { public: good });", "TS2345", /secrets/),
  "no public half": refusal("exportOutputs(boardV1, { secrets: hidden });", "TS2345", /public/),
  "a secret among what everybody may read": refusal(producer("{ ...good, databaseUrl: 'x' }"), "TS2353", /'databaseUrl' does not exist/),
  "another type": refusal(producer("{ ...good, url: 3 }"), "TS2322", /'number' is not assignable/),
  "an Output of another type": refusal(producer("{ ...good, url: count }"), "TS2322", /not assignable/),
  "a promise of another type": refusal(producer("{ ...good, url: Promise.resolve(3) }"), "TS2322", /not assignable/),
  "another word": refusal(producer("{ ...good, kind: 'c' }"), "TS2322", /"c"/),
  "null": refusal(producer("{ ...good, url: null }"), "TS2322", /null/),
  "undefined for a field that is always there": refusal(producer("{ ...good, url: maybe }"), "TS2322", /undefined/),
  "an Output that may be undefined, for a field that is always there": refusal(producer("{ ...good, url: text.apply((one): string | undefined => one) }"), "TS2322", /not assignable/),
  "another type further in": refusal(producer("{ ...good, server: { host: 1, ports: [] } }"), "TS2322", /not assignable/),
  "a missing field further in": refusal(producer("{ ...good, server: { host: 'a' } }"), "TS2322", /ports|not assignable/),
  "an extra field further in": refusal(producer("{ ...good, server: { host: 'a', ports: [], more: 1 } }"), "TS2353", /'more' does not exist/),
  "secrets where there are none": refusal("exportOutputs(boardV2, { public: { urls: [] }, secrets: { a: 'x' } });", "TS2322", /not assignable to type/),
  "an output of another major version": refusal("exportOutputs(boardV2, { public: { urls: [] } }).v1;", "TS2551|TS2339", /'v1' does not exist/),
  "a secret half where there is none": refusal("exportOutputs(boardV2, { public: { urls: [] } }).v2Secrets;", "TS2551|TS2339", /'v2Secrets' does not exist/),
  "outputs without a contract among several": refusal("exportAll({ v1: {} });", "TS2353|TS2741|TS2322", /contract|v1/),
  "nothing to put together": refusal("exportAll();", "TS2555|TS2345", /argument/),
  // Consumer
  "a field that is not in the contract": refusal("board.address;", "TS2339", /'address' does not exist/),
  "a field of another major version": refusal("board.urls;", "TS2551|TS2339", /'urls' does not exist/),
  "a secret of a contract without secrets": refusal("readOutputs(boardV2, { project: 'a', stack: 'b' }).databaseUrl;", "TS2339", /'databaseUrl' does not exist/),
  "the exports' own names": refusal("board.v1;", "TS2339", /'v1' does not exist/),
  "a field read as another type": refusal("const size: pulumi.Output<number> = board.url;", "TS2322", /not assignable/),
  "an optional field read as if it were always there": refusal("const size: pulumi.Output<number> = board.size;", "TS2322", /undefined/),
  "a field read as a plain value": refusal("const url: string = board.url;", "TS2322", /not assignable to type 'string'/),
  "a field that is written": refusal("board.url = text;", "TS2540", /read-only/),
  "a stack without a project": refusal("readOutputs(boardV1, { stack: 'prod' });", "TS2345", /'project' is missing/),
  "a stack by a number": refusal("readOutputs(boardV1, { project: 'moorage', stack: 3 });", "TS2322", /'number' is not assignable/),
  "a slip of the pen in the options": refusal("readOutputs(boardV1, { project: 'moorage', stack: 'prod', organisation: 'acme' });", "TS2561|TS2353", /organisation/),
  // Definition
  "a field that is no schema": refusal("defineOutputs('board', 1, { public: { url: 'string' } });", "TS2322", /not assignable/),
  "a version that is text": refusal("defineOutputs('board', '1', { public: {} });", "TS2345", /not assignable/),
  "no public half in a contract": refusal("defineOutputs('board', 1, { secrets: {} });", "TS2345", /'public' is missing/),
  "a contract that is changed": refusal("boardV1.public.url = z.url();", "TS2540", /read-only/),
};

describe("The compiler", function () {
  // One program holds all snippets and the types of the SDK and of zod.
  this.timeout(120_000);
  let said: ReadonlyMap<string, readonly string[]>;

  before(() => {
    const refused = Object.fromEntries(Object.entries(REFUSED).map(([title, [code]]) => [title, code]));
    said = diagnosticsOf(PREAMBLE, { ...ACCEPTED, ...refused });
  });

  for (const title of Object.keys(ACCEPTED)) it(`accepts ${title}`, () => assert.deepEqual(said.get(title), []));

  for (const [title, [, { code, says }]] of Object.entries(REFUSED)) {
    it(`refuses ${title}`, () => {
      const errors = said.get(title) ?? [];
      assert.equal(errors.length, 1, errors.join("\n"));
      assert.match(errors[0]!, new RegExp(`^(${code}): `));
      assert.match(errors[0]!, says);
    });
  }
});
