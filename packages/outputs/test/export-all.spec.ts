import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { Recorder, valueOf } from "@moorage/testing";
import { defineOutputs, exportAll, exportOutputs } from "../src/index.ts";
import { linesOf } from "./messages.ts";

const boardV1 = defineOutputs("board", 1, { public: { url: z.url() }, secrets: { key: z.string() } });
const boardV2 = defineOutputs("board", 2, { public: { urls: z.array(z.url()) } });
const boardV3 = defineOutputs("board", 3, { public: {} });
const one = () => exportOutputs(boardV1, { public: { url: "https://a.example.com" }, secrets: { key: "x" } });
const two = () => exportOutputs(boardV2, { public: { urls: ["https://a.example.com"] } });
const three = () => exportOutputs(boardV3, { public: {} });

describe("Major versions side by side", () => {
  before(async () => Recorder.start());

  it("each keep their outputs", async () => {
    const outputs = exportAll(one(), two());
    assert.deepEqual(Object.keys(outputs).sort(), ["contract", "v1", "v1Secrets", "v2"]);
    assert.equal(await valueOf(outputs.v1.url), "https://a.example.com");
    assert.deepEqual(await valueOf(outputs.v2.urls), ["https://a.example.com"]);
    assert.equal(await pulumi.isSecret(outputs.v1Secrets), true);
  });

  const contract = { name: "board", version: 3, schemaHash: boardV3.schemaHash, alongside: [{ version: 2, schemaHash: boardV2.schemaHash }, { version: 1, schemaHash: boardV1.schemaHash }] };
  it("are told of in one record, the newest first, in whatever order they come", () => {
    assert.deepEqual(exportAll(one(), two(), three()).contract, contract);
    assert.deepEqual(exportAll(two(), three(), one()).contract, contract);
  });

  it("may be put together bit by bit", () => assert.deepEqual(exportAll(exportAll(one(), two()), three()).contract, contract));

  it("may be one alone", () => assert.deepEqual(exportAll(two()).contract, { name: "board", version: 2, schemaHash: boardV2.schemaHash }));

  it("cannot be there twice", () => {
    assert.deepEqual(linesOf(() => exportAll(one(), two(), one())), ["Outputs board: have the major version 1 twice. Fix: export each once"]);
    assert.equal(linesOf(() => exportAll(exportAll(one(), two()), exportAll(two(), one()))).length, 2);
  });

  it("are of one contract", () => {
    const shop = exportOutputs(defineOutputs("shop", 2, { public: {} }), { public: {} });
    assert.deepEqual(linesOf(() => exportAll(one(), shop)), ["Outputs: are of several contracts; got board, shop; expected major versions of one contract"]);
  });
});
