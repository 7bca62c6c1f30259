import assert from "node:assert/strict";
import { countsOf } from "../../src/model/counts.ts";
import type { Operation, ResourceChange } from "../../src/model/index.ts";

function change(op: Operation): ResourceChange {
  return { op, urn: "", type: "", kind: "", name: "", destructive: false, consequences: [], replaceReasons: [], properties: [] };
}

describe("counts", () => {
  it("are zero where there is nothing", () => {
    assert.deepEqual(countsOf([], []), { replace: 0, delete: 0, update: 0, create: 0, images: 0 });
  });

  it("tell operations apart", () => {
    const ops: readonly Operation[] = ["replace", "delete", "delete", "update", "update", "update", "create"];
    assert.deepEqual(countsOf(ops.map(change), []), { replace: 1, delete: 2, update: 3, create: 1, images: 0 });
  });

  it("count what is taken over with what is made, and nothing that is only read", () => {
    assert.deepEqual(countsOf([change("import"), change("create"), change("read")], []), { replace: 0, delete: 0, update: 0, create: 2, images: 0 });
  });

  it("count images apart", () => {
    assert.equal(countsOf([], [{ name: "a", urn: "" }, { name: "b", urn: "" }]).images, 2);
  });
});
