import assert from "node:assert/strict";
import { asObject, jsonIn } from "../../src/model/json.ts";

describe("JSON", () => {
  it("is an object only if it is one", () => {
    assert.deepEqual(asObject({ a: 1 }), { a: 1 });
    for (const value of [null, undefined, "a", 1, true, []]) assert.equal(asObject(value), undefined);
  });

  it("in a text is what it says", () => {
    assert.deepEqual(jsonIn('{"a":[1,null]}'), { a: [1, null] });
    assert.equal(jsonIn("null"), null);
  });

  it("is not in every text", () => {
    for (const text of ["", "{", "no JSON", '{"a":1} and more']) assert.equal(jsonIn(text), undefined);
  });
});
