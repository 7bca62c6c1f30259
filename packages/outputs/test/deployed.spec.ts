import assert from "node:assert/strict";
import { z } from "zod";
import { defineOutputs, deployedProblems } from "../src/index.ts";

const PRODUCER = "organization/moorage/prod";
const boardV2 = defineOutputs("board", 2, { public: { url: z.url(), note: z.string().optional() }, secrets: { databaseUrl: z.string() } });
const record = { name: "board", version: 2, schemaHash: boardV2.schemaHash };
const good = { contract: record, v2: { url: "https://a.example.com" }, v2Secrets: { databaseUrl: "s3cr3t-canary" } };

const said = (outputs: Readonly<Record<string, unknown>>): readonly string[] =>
  deployedProblems(boardV2, PRODUCER, outputs).map(({ path, problem, got, expected, fix }) => [path, problem, got ?? "-", expected ?? "-", fix ?? "-"].join(" | "));
const at = (path: string, rest: string): string => `Stack ${PRODUCER}: ${path} | ${rest}`;

describe("A deployed stack", () => {
  const readable: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    "that keeps the contract": good,
    "with other outputs beside": { ...good, data: {}, v1: { anything: 1 } },
    "with fields that the consumer does not know yet": { ...good, contract: { ...record, schemaHash: "0".repeat(64) }, v2: { ...good.v2, more: 1 } },
    "with another major version beside": { ...good, contract: { name: "board", version: 3, schemaHash: "x", alongside: [{ version: 2, schemaHash: boardV2.schemaHash }] }, v3: {} },
    "whose secrets an engine could not decrypt": { ...good, v2Secrets: {} },
    "whose secrets the command line does not show": { ...good, v2Secrets: "[secret]" },
  };
  for (const [title, outputs] of Object.entries(readable)) it(`${title} can be read`, () => assert.deepEqual(said(outputs), []));

  it("that was never deployed has no outputs", () => {
    assert.deepEqual(said({}), [at("contract", `is missing: the stack has no outputs | - | the contract board v2 | deploy the producer: pulumi up --stack ${PRODUCER}`)]);
  });

  it("without a contract is told by the names of its outputs", () => {
    assert.deepEqual(said({ url: "https://s3cr3t-canary", namespace: "board" }), [at("contract", `is missing: the stack keeps no contract | the outputs url, namespace | the contract board v2 | export exportOutputs(…) in the producer, then pulumi up --stack ${PRODUCER}`)]);
  });

  for (const contract of ["board", 3, null, {}, { name: "board" }, { ...record, version: "2" }]) {
    it(`whose contract is ${JSON.stringify(contract)} keeps none`, () => assert.match(said({ ...good, contract })[0]!, /contract \| is no record of a contract \| the outputs contract, v2, v2Secrets/));
  }

  it("with another contract is told by both names", () => {
    assert.deepEqual(said({ ...good, contract: { ...record, name: "shop" } }), [at("contract.name", "is another contract's | shop | board | name the stack that keeps this contract, or read this one with its own contract")]);
  });

  it("with an older major version alone is to be upgraded", () => {
    assert.deepEqual(said({ contract: { ...record, version: 1 }, v1: {} }), [at("v2", `is not exported | v1 | v2 | upgrade the producer to board v2 and run pulumi up --stack ${PRODUCER}, or read v1 here`)]);
  });

  it("with newer major versions alone is to be followed, to the next one", () => {
    const contract = { ...record, version: 4, alongside: [{ version: 3, schemaHash: "x" }, { version: 1, schemaHash: "y" }] };
    assert.deepEqual(said({ contract }), [at("v2", "is not exported | v4, v3, v1 | v2 | upgrade this consumer to board v3, or have the producer export v2 beside it (exportAll)")]);
  });

  it("with an older schema lacks fields: all of them are told of, with both hashes", () => {
    const older = { contract: { ...record, schemaHash: "0123456789abcdef" }, v2: {}, v2Secrets: { other: "s3cr3t-canary" } };
    const fix = `the producer was deployed with another schema of board v2 (schema 01234567 there, ${boardV2.schemaHash.slice(0, 8)} here): upgrade the producer and run pulumi up --stack ${PRODUCER}, or read the older schema here`;
    assert.deepEqual(said(older), [at("v2.url", `is missing | - | string, format uri | ${fix}`), at("v2Secrets.databaseUrl", `is missing | - | string | ${fix}`)]);
  });

  it("that says it keeps this schema and does not was not made by exportOutputs", () => {
    const fix = `the producer says that it keeps this very schema: deploy it again with exportOutputs, pulumi up --stack ${PRODUCER}`;
    assert.deepEqual(said({ ...good, v2: { url: 1 } }), [at("v2.url", `breaks the contract | number | string, format uri | ${fix}`)]);
    assert.deepEqual(said({ contract: record, v2Secrets: good.v2Secrets }), [at("v2", `is missing | - | object | ${fix}`)]);
    assert.deepEqual(said({ contract: record, v2: good.v2 }), [at("v2Secrets", `is missing | - | object | ${fix}`)]);
  });

  it("need not have secrets that the contract has not", () => {
    const open = defineOutputs("board", 2, { public: { url: z.url() } });
    assert.deepEqual(deployedProblems(open, PRODUCER, { contract: { ...record, schemaHash: open.schemaHash }, v2: good.v2 }), []);
  });

  it("is never told of by its values", () => {
    const bad = { contract: record, v2: { url: "s3cr3t-canary" }, v2Secrets: { databaseUrl: ["s3cr3t-canary"] } };
    assert.equal(said(bad).length, 2);
    assert.ok(!said(bad).join().includes("s3cr3t-canary"));
  });
});
