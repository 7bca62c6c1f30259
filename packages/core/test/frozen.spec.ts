import assert from "node:assert/strict";
import fc from "fast-check";
import { deepFrozen } from "../src/index.ts";

describe("deepFrozen", () => {
  const everything = (value: unknown): readonly unknown[] => (typeof value === "object" && value !== null ? [value, ...Object.values(value).flatMap(everything)] : []);

  it("leaves nothing in a value that could be changed", () => {
    fc.assert(fc.property(fc.object(), (value) => {
      for (const part of everything(deepFrozen(value))) assert.ok(Object.isFrozen(part));
    }));
  });

  it("gives back the very value, unchanged", () => {
    const value = { a: [1, { b: null }] };
    assert.equal(deepFrozen(value), value);
    assert.deepEqual(value, { a: [1, { b: null }] });
  });
});
