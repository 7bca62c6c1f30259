import assert from "node:assert/strict";
import { z } from "zod";
import { defineOutputs } from "../src/index.ts";
import { linesOf } from "./messages.ts";

describe("A contract", () => {
  it("has both halves, as zod and as JSON Schema", () => {
    const board = defineOutputs("board", 1, { public: { url: z.url(), note: z.string().optional() }, secrets: { databaseUrl: z.string() } });
    assert.deepEqual([board.name, board.version], ["board", 1]);
    assert.deepEqual(Object.keys(board.public), ["url", "note"]);
    assert.deepEqual(board.schemas.public, { type: "object", properties: { url: { type: "string", format: "uri" }, note: { type: "string" } }, required: ["url"] });
    assert.deepEqual(board.schemas.secrets, { type: "object", properties: { databaseUrl: { type: "string" } }, required: ["databaseUrl"] });
    assert.match(board.schemaHash, /^[0-9a-f]{64}$/);
  });

  it("may have no secrets, and no public fields", () => {
    assert.deepEqual(defineOutputs("board", 1, { public: { url: z.url() } }).secrets, {});
    assert.deepEqual(defineOutputs("board", 1, { public: {}, secrets: { databaseUrl: z.string() } }).public, {});
  });

  it("cannot be changed afterwards", () => {
    const board = defineOutputs("board", 1, { public: { hosts: z.array(z.string()) }, secrets: { databaseUrl: z.string() } });
    for (const part of [board, board.public, board.secrets, board.schemas, board.schemas.public, board.schemas.public.properties?.["hosts"]]) assert.ok(Object.isFrozen(part));
  });

  const hash = (fields: Parameters<typeof defineOutputs>[2]): string => defineOutputs("board", 1, fields).schemaHash;
  const original = { public: { url: z.url(), kind: z.enum(["a", "b"]) }, secrets: { key: z.string() } };
  const same: readonly { readonly title: string; readonly fields: Parameters<typeof defineOutputs>[2] }[] = [
    { title: "fields in another order", fields: { public: { kind: z.enum(["a", "b"]), url: z.url() }, secrets: { key: z.string() } } },
    { title: "values of an enum in another order", fields: { ...original, public: { url: z.url(), kind: z.enum(["b", "a"]) } } },
    { title: "descriptions", fields: { ...original, public: { url: z.url().describe("where"), kind: z.enum(["a", "b"]).meta({ title: "what", examples: ["a"] }) } } },
  ];
  for (const { title, fields } of same) it(`has the same hash with ${title}`, () => assert.equal(hash(fields), hash(original)));

  const others: readonly { readonly title: string; readonly fields: Parameters<typeof defineOutputs>[2] }[] = [
    { title: "one field more", fields: { ...original, public: { ...original.public, more: z.string() } } },
    { title: "an optional field", fields: { ...original, public: { ...original.public, url: z.url().optional() } } },
    { title: "another format", fields: { ...original, public: { ...original.public, url: z.string() } } },
    { title: "a field in the other half", fields: { public: { ...original.public, key: z.string() }, secrets: {} } },
  ];
  for (const { title, fields } of others) it(`has another hash with ${title}`, () => assert.notEqual(hash(fields), hash(original)));

  it("has a hash that does not depend on its name or version: both are said beside it", () => {
    assert.equal(defineOutputs("shop", 2, original).schemaHash, hash(original));
  });
});

describe("A contract is refused", () => {
  const refused = (fields: Parameters<typeof defineOutputs>[2], name = "board", version = 1): readonly string[] => linesOf(() => defineOutputs(name, version, fields));

  it("with everything that is wrong at once", () => {
    const lines = refused({ public: { Url: z.url(), apiToken: z.string(), key: z.string() }, secrets: { key: z.date() } }, "Board", 0);
    assert.equal(lines.length, 6);
    assert.match(lines[0]!, /^Outputs Board v0: name: has "B" at position 1/);
    assert.match(lines[1]!, /version: is no major version; got 0/);
  });

  for (const version of [0, -1, 1.5, NaN]) it(`in the version ${version}`, () => assert.match(refused({ public: {} }, "board", version)[0]!, /is no major version/));

  it("when a field is in both halves", () => {
    assert.deepEqual(refused({ public: { url: z.url() }, secrets: { url: z.url() } }), ["Outputs board v1: public.url: is among the secrets too; expected each field in one half. Fix: keep secrets.url alone if its value must not be seen"]);
  });

  const names: readonly { readonly name: string; readonly says: RegExp }[] = [
    { name: "database-url", says: /cannot be a field's name; got "database-url"/ },
    { name: "Url", says: /cannot be a field's name/ },
    { name: "1st", says: /cannot be a field's name/ },
    { name: "a".repeat(64), says: /at most 63/ },
    { name: "v1", says: /is the name of an output that is made of contracts/ },
    { name: "v12Secrets", says: /is the name of an output that is made of contracts/ },
    { name: "contract", says: /another name than contract, v1, v1Secrets/ },
    { name: "constructor", says: /has a meaning of its own in JavaScript/ },
    { name: "toString", says: /has a meaning of its own in JavaScript/ },
    { name: "then", says: /has a meaning of its own in JavaScript/ },
  ];
  for (const { name, says } of names) {
    it(`when a field is called ${name}, in either half`, () => {
      for (const half of ["public", "secrets"] as const) {
        const [line, ...others] = refused({ public: {}, [half]: { [name]: z.string() } });
        assert.match(line!, says);
        assert.ok(line!.startsWith(`Outputs board v1: ${half}.${name}: `));
        assert.deepEqual(others, []);
      }
    });
  }

  for (const name of ["databasePassword", "apiToken", "apiKey", "token", "clientSecret"]) {
    it(`when everybody could read ${name}`, () => {
      assert.match(refused({ public: { [name]: z.string() } })[0]!, new RegExp(`public.${name}: is named as secrets are named.*move it to secrets.${name}`));
      defineOutputs("board", 1, { public: {}, secrets: { [name]: z.string() } });
    });
  }

  for (const name of ["tokenEndpoint", "secretName", "passwordPolicy", "publicKey", "key"]) it(`not when everybody may read ${name}`, () => assert.ok(defineOutputs("board", 1, { public: { [name]: z.string() } })));
});
