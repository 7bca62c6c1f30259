import assert from "node:assert/strict";
import { z } from "zod";
import { consumersOf, contractFileName, contractFileText, defineOutputs, readContractFile, toJsonSchema } from "../src/index.ts";
import type { ContractDocument } from "../src/index.ts";
import { linesOf } from "./messages.ts";

const board = defineOutputs("board", 1, { public: { url: z.url().describe("Where it is."), note: z.string().optional() }, secrets: { databaseUrl: z.string() } });
const consumers = [{ project: "shop", stack: "prod", fields: ["url"] }, { project: "ops", stack: "prod" }];

describe("A published contract", () => {
  it("is the JSON Schema of a stack's outputs", () => {
    assert.deepEqual(toJsonSchema(board), {
      contract: { name: "board", version: 1, schemaHash: board.schemaHash },
      type: "object",
      properties: { v1: board.schemas.public, v1Secrets: board.schemas.secrets },
      required: ["v1", "v1Secrets"],
    });
  });

  it("accepts what such a stack puts out, by another reader of JSON Schema", () => {
    const published = JSON.parse(contractFileText(toJsonSchema(board))) as Parameters<typeof z.fromJSONSchema>[0];
    const reader = z.fromJSONSchema(published);
    const outputs = { contract: { name: "board", version: 1, schemaHash: board.schemaHash }, v1: { url: "https://a.example.com" }, v1Secrets: { databaseUrl: "x" } };
    assert.ok(reader.safeParse(outputs).success);
    assert.ok(!reader.safeParse({ ...outputs, v1: {} }).success);
    assert.ok(!reader.safeParse({ ...outputs, v1Secrets: undefined }).success);
  });

  it("has no secret half where there are no secrets", () => {
    assert.deepEqual(toJsonSchema(defineOutputs("board", 2, { public: { url: z.url() } })).required, ["v2"]);
  });

  it("has a file of its own for each major version", () => {
    assert.equal(contractFileName(toJsonSchema(board)), "board-v1.json");
    assert.equal(contractFileName(toJsonSchema(defineOutputs("board", 2, { public: {} }))), "board-v2.json");
  });

  it("has the same text whatever the order of its fields", () => {
    const turned = defineOutputs("board", 1, { secrets: { databaseUrl: z.string() }, public: { note: z.string().optional(), url: z.url().describe("Where it is.") } });
    assert.equal(contractFileText(toJsonSchema(turned)), contractFileText(toJsonSchema(board)));
    const [one, other] = [defineOutputs("board", 1, { public: { a: z.string(), b: z.string() } }), defineOutputs("board", 1, { public: { b: z.string(), a: z.string() } })];
    assert.equal(contractFileText(toJsonSchema(one)), contractFileText(toJsonSchema(other)));
  });

  it("keeps descriptions, and ends in a line break", () => {
    const text = contractFileText(toJsonSchema(board));
    assert.match(text, /"description": "Where it is\."/);
    assert.match(text, /^\{\n {2}"\$schema": "https:\/\/json-schema\.org\/draft\/2020-12\/schema",\n/);
    assert.ok(text.endsWith("}\n"));
  });

  it("keeps the order of a tuple", () => {
    const pair = defineOutputs("board", 1, { public: { pair: z.tuple([z.string(), z.number()]) } });
    assert.deepEqual(readContractFile(contractFileText(toJsonSchema(pair))).properties["v1"]?.properties?.["pair"]?.prefixItems, [{ type: "string" }, { type: "number" }]);
  });

  it("is read as it was written, consumers included", () => {
    const document = toJsonSchema(board, { consumers });
    assert.deepEqual(readContractFile(contractFileText(document)), document);
    assert.deepEqual(consumersOf(readContractFile(contractFileText(document))), consumers);
  });

  it("has no consumers where none are noted", () => assert.deepEqual(consumersOf(toJsonSchema(board)), []));
});

describe("A contract's file", () => {
  const document = toJsonSchema(board, { consumers });
  const read = (changed: unknown): readonly string[] => linesOf(() => readContractFile(JSON.stringify(changed), "contracts/board-v1.json"));

  it("that is not JSON is refused without its text", () => {
    assert.deepEqual(linesOf(() => readContractFile("<<<<<<< HEAD\n{", "contracts/board-v1.json")), ["contracts/board-v1.json: is not JSON. Fix: write it again from the contract (contractFileText)"]);
  });

  it("is called the contract's file where nobody names it", () => assert.match(linesOf(() => readContractFile("{"))[0]!, /^the contract's file: is not JSON/));

  const bad: readonly { readonly title: string; readonly changed: unknown; readonly says: RegExp }[] = [
    { title: "an array", changed: [], says: /breaks the form of a contract's file/ },
    { title: "no contract", changed: { ...document, contract: undefined }, says: /json: contract: breaks the form/ },
    { title: "no version", changed: { ...document, contract: { ...document.contract, version: 0 } }, says: /contract\.version: breaks the form/ },
    { title: "a consumer without a stack", changed: { ...document, consumers: [{ project: "shop" }] }, says: /consumers\.0\.stack: breaks the form/ },
    { title: "a consumer with a slip of the pen", changed: { ...document, consumers: [{ project: "shop", stack: "prod", field: ["url"] }] }, says: /consumers\.0: breaks the form.*field/ },
    { title: "a schema that is none", changed: { ...document, properties: { v1: { type: 3 } } }, says: /properties\.v1\.type: breaks the form/ },
    { title: "a keyword that cannot be compared", changed: { ...document, properties: { v1: { properties: { a: { if: {} } } } } }, says: /properties\.v1\.properties\.a\.if: breaks the form of a contract's file; expected contracts do not understand if/ },
    { title: "a part that cannot be compared", changed: { ...document, properties: { v1: { allOf: [{ type: "string" }] } } }, says: /properties\.v1\.allOf/ },
  ];
  for (const { title, changed, says } of bad) it(`with ${title} is refused`, () => assert.match(read(changed).join("\n"), says));

  const changedByHand: readonly { readonly title: string; readonly changed: ContractDocument }[] = [
    { title: "a field more", changed: { ...document, properties: { ...document.properties, v1: { ...board.schemas.public, required: ["url", "note"] } } } },
    { title: "a half less", changed: { ...document, properties: { v1: board.schemas.public } } },
    { title: "another version", changed: { ...document, contract: { ...document.contract, version: 2 } } },
    { title: "another hash", changed: { ...document, contract: { ...document.contract, schemaHash: "0".repeat(64) } } },
  ];
  for (const { title, changed } of changedByHand) {
    it(`that a hand gave ${title} is refused`, () => assert.deepEqual(read(changed), ["contracts/board-v1.json: contract.schemaHash: is not the hash of the schemas in the file. Fix: write it again from the contract (contractFileText)"]));
  }

  it("may have other descriptions and consumers: nobody relies on them", () => {
    const described = { ...document, consumers: [], properties: { ...document.properties, v1: { ...board.schemas.public, description: "Public." } } };
    assert.equal(readContractFile(JSON.stringify(described)).properties["v1"]?.description, "Public.");
  });
});
