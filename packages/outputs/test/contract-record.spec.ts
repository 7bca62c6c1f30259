import assert from "node:assert/strict";
import { majorsOf, readRecord } from "../src/contract-record.ts";

const newest = { name: "board", version: 2, schemaHash: "b" };
const older = { version: 1, schemaHash: "a" };

describe("The record of a contract", () => {
  it("is read with and without other major versions", () => {
    assert.deepEqual(readRecord(newest), newest);
    assert.deepEqual(readRecord({ ...newest, alongside: [older] }), { ...newest, alongside: [older] });
  });

  it("leaves out what nobody knows yet", () => assert.deepEqual(readRecord({ ...newest, more: 1 }), newest));

  for (const other of [undefined, null, "board", [], {}, { name: "board", version: 2 }, { ...newest, version: "2" }, { ...newest, alongside: older }]) {
    it(`is not ${JSON.stringify(other) as string | undefined ?? "undefined"}`, () => assert.equal(readRecord(other), undefined));
  }

  it("has every major version, the newest first", () => {
    assert.deepEqual(majorsOf({ ...newest, alongside: [older] }), [{ version: 2, schemaHash: "b" }, older]);
    assert.deepEqual(majorsOf(newest), [{ version: 2, schemaHash: "b" }]);
  });
});
