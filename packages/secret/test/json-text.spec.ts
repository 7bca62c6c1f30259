import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { jsonProblem, knownJson, sortedJson } from "../src/json-text.ts";

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, shuffled(inner)]));
}

describe("JSON", () => {
  it("is the same text for the same value, in whatever order its properties are", () => {
    assert.equal(sortedJson({ b: 1, a: { d: [{ z: 1, y: 2 }], c: null } }), '{"a":{"c":null,"d":[{"y":2,"z":1}]},"b":1}');
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      assert.equal(sortedJson(shuffled(value)), sortedJson(value));
    }));
  });

  it("says the same as the value", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      assert.equal(jsonProblem(value), undefined);
      assert.deepEqual(JSON.parse(sortedJson(value)), JSON.parse(JSON.stringify(value)));
    }));
  });

  it("leaves the order of arrays alone", () => assert.equal(sortedJson([3, 1, 2]), "[3,1,2]"));

  it("takes what knows its own JSON, such as a time", () => {
    assert.equal(jsonProblem({ at: new Date(0) }), undefined);
    assert.equal(sortedJson({ at: new Date(0) }), '{"at":"1970-01-01T00:00:00.000Z"}');
  });

  const itself: Record<string, unknown> = { name: "loop" };
  itself["inner"] = { itself };
  const wrong: readonly (readonly [string, unknown])[] = [
    ["is undefined", undefined],
    ["has a function in it", { a: [() => 1] }],
    ["has a bigint in it", 1n],
    ["has a symbol in it", { a: Symbol("x") }],
    ["has a number in it that is not finite", { a: { b: NaN } }],
    ["has a number in it that is not finite", [Infinity]],
    ["has itself in it", itself],
  ];
  for (const [problem, value] of wrong) it(`is refused for a value that ${problem}`, () => assert.equal(jsonProblem(value)?.problem, problem));

  it("takes one object in two places, which is no circle", () => {
    const shared = { a: 1 };
    assert.equal(jsonProblem({ one: shared, other: [shared, shared] }), undefined);
  });

  it("is not judged by what is not known yet", () => {
    const later = { now: 1, later: pulumi.output(NaN) };
    assert.equal(jsonProblem(later), undefined);
    assert.equal(jsonProblem(Promise.resolve(NaN)), undefined);
    assert.equal(knownJson(later), undefined);
    assert.equal(knownJson([Promise.resolve(1)]), undefined);
    assert.equal(knownJson({ now: 1 }), '{"now":1}');
    assert.equal(knownJson(itself), undefined);
  });
});
