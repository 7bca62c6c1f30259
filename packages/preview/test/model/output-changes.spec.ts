import assert from "node:assert/strict";
import fc from "fast-check";
import { maskFor } from "../../src/model/masker.ts";
import type { OutputChange } from "../../src/model/index.ts";
import { outputChanges } from "../../src/model/output-changes.ts";
import { HIDDEN, UNKNOWN, modelOf, outputs, printed, SOURCE } from "./streams.ts";
import { readPreview } from "../../src/model/index.ts";

const mask = maskFor(["hunter2"]);

/** One word for each output: its path, and what it means to who reads it. */
function told(before: Record<string, unknown>, after: Record<string, unknown>): readonly string[] {
  return outputChanges(before, after, mask).map(({ path, kind, breaking, exposed }: OutputChange) => `${path} ${kind}${breaking ? " breaking" : ""}${exposed ? " exposed" : ""}`);
}

describe("outputs of a stack", () => {
  const cases: readonly (readonly [string, Record<string, unknown>, Record<string, unknown>, readonly string[]])[] = [
    ["none", { a: 1 }, { a: 1 }, []],
    ["one more", {}, { a: 1 }, ["a added"]],
    ["another value", { a: "x" }, { a: "y" }, ["a changed"]],
    ["one less", { a: "x" }, {}, ["a removed breaking"]],
    ["one that is null now", { a: "x" }, { a: null }, ["a removed breaking"]],
    ["a number that becomes a text", { a: 1 }, { a: "1" }, ["a changed breaking"]],
    ["a list that becomes a text", { a: ["x", "y"] }, { a: "x" }, ["a changed breaking"]],
    ["a shorter list", { a: ["x", "y"] }, { a: ["x"] }, ["a changed"]],
    ["a list with an object less", { a: [{ name: "x", url: "1" }, { name: "y", url: "2" }] }, { a: [{ name: "x", url: "1" }] }, ["a[name=y].url removed"]],
    ["an object that becomes a text", { a: { b: 1 } }, { a: "x" }, ["a added", "a.b removed breaking"]],
    ["a secret from now on", { a: "x" }, { a: HIDDEN }, ["a changed breaking"]],
    ["no secret any more", { a: HIDDEN }, { a: "x" }, ["a changed exposed"]],
    ["no secret any more, and with parts", { a: HIDDEN }, { a: { b: "x" } }, ["a changed exposed"]],
    ["a secret from now on, parts and all", { a: { b: "x" } }, { a: HIDDEN }, ["a changed breaking"]],
    ["parts that only the update finds out", { a: { b: "x" } }, { a: UNKNOWN }, ["a changed"]],
    ["a secret less", { a: HIDDEN }, {}, ["a removed breaking"]],
    ["a secret of which only the update finds out the value", { a: HIDDEN }, { a: UNKNOWN }, ["a changed"]],
    ["a value that only the update finds out", { a: 1 }, { a: UNKNOWN }, ["a changed"]],
    ["a secret that stays one", { a: HIDDEN }, { a: HIDDEN }, []],
    ["a contract's field more", { v1: { url: "a" } }, { v1: { url: "a", host: "b" } }, ["v1.host added"]],
    ["a contract's field less", { v1: { url: "a", host: "b" } }, { v1: { url: "a" } }, ["v1.host removed breaking"]],
    ["a contract's fields deep inside", { v1: { db: { host: "a", port: 1 } } }, { v1: { db: { host: "a", port: "1" } } }, ["v1.db.port changed breaking"]],
    ["a major version less", { v1: { url: "a", host: "b" }, v1Secrets: HIDDEN }, {}, ["v1.host removed breaking", "v1.url removed breaking", "v1Secrets removed breaking"]],
    ["a major version beside another", { v1: { url: "a" } }, { v1: { url: "a" }, v2: { urls: ["a"] } }, ["v2.urls added"]],
    ["a contract's record", { contract: { name: "board", version: 1, schemaHash: "a" } }, { contract: { name: "board", version: 1, schemaHash: "b" } }, ["contract.schemaHash changed"]],
  ];
  for (const [what, before, after, expected] of cases) it(`tell ${what}`, () => assert.deepEqual(told(before, after), expected));

  it("never show what is a secret no more", () => {
    const [change] = outputChanges({ a: HIDDEN }, { a: "swordfish" }, mask);
    const [parts] = outputChanges({ a: HIDDEN }, { a: { b: "swordfish" } }, mask);
    assert.doesNotMatch(JSON.stringify(parts), /swordfish/);
    assert.deepEqual(change, { path: "a", kind: "changed", before: { text: "[secret]", shown: "secret" }, after: { text: "[secret]", shown: "secret" }, breaking: false, exposed: true, note: "no longer a secret: everybody who reads the outputs sees it" });
  });

  it("never show the secret half of a contract, even if nobody made it a secret", () => {
    for (const [before, after] of [[{}, { v1Secrets: { url: "swordfish" } }], [{ v1Secrets: { url: "swordfish" } }, { v1Secrets: { url: "marlin" } }], [{ v1Secrets: HIDDEN }, { v1Secrets: { url: "swordfish" } }], [{}, { v12Secrets: "swordfish" }]] as const) {
      assert.doesNotMatch(JSON.stringify(outputChanges(before, after, mask)), /swordfish|marlin/);
    }
    assert.deepEqual(told({ v1Secrets: HIDDEN }, { v1Secrets: { url: "swordfish" } }).filter((text) => text.includes("exposed")).length, 1);
  });

  it("say what breaks", () => {
    const [change] = outputChanges({ port: 1 }, { port: "1" }, mask);
    assert.equal(change?.note, "number becomes string");
    assert.equal(outputChanges({ port: 1 }, { port: HIDDEN }, mask)[0]?.note, "becomes a secret");
  });

  it("hide what is named like a secret, and what the caller knows", () => {
    const [password, url] = outputChanges({}, { adminPassword: "swordfish", url: "https://hunter2.example.com" }, mask);
    assert.equal(password?.after?.text, "[secret]");
    assert.equal(url?.after?.text, "https://[secret].example.com");
  });

  it("are in order of their paths", () => {
    fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.nat()), (after) => {
      const paths = outputChanges({}, after, mask).map(({ path }) => path);
      assert.deepEqual(paths, paths.toSorted());
    }));
  });

  it("are those of the last word about the stack", () => {
    assert.deepEqual(modelOf([outputs({ a: 1 }, {}), outputs({ a: 1 }, { a: 2 })]).outputs.map(({ path, kind }) => [path, kind]), [["a", "changed"]]);
  });

  it("are not told of a preview that failed: it does not know all of them", () => {
    assert.deepEqual(readPreview(printed(outputs({ a: 1 }, {}), { summaryEvent: { result: "failed" } }), SOURCE).outputs, []);
  });
});
