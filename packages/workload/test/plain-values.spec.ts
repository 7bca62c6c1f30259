import assert from "node:assert/strict";
import fc from "fast-check";
import { controlledNameProblem, labelValueProblem, oneOfProblem, wholeNumberProblem } from "../src/plain-values.ts";

describe("a whole number", () => {
  it("is one within its bounds, and of that type", () => {
    for (const good of [1, 2, 10]) assert.equal(wholeNumberProblem(good, 1, 10), undefined);
    for (const [bad, got] of [[0, "0"], [11, "11"], [1.5, "1.5"], [NaN, "NaN"], [Infinity, "Infinity"], ["5", '"5"'], [undefined, "undefined"], [null, "null"], [true, "true"]] as const) {
      assert.deepEqual(wholeNumberProblem(bad, 1, 10), { problem: "is no number that can be", got, expected: "a whole number from 1 to 10" });
    }
  });

  it("may have no upper bound, and a fault of another name", () => {
    assert.equal(wholeNumberProblem(1e9, 0), undefined);
    assert.deepEqual(wholeNumberProblem(-1, 0, Infinity, "is no count"), { problem: "is no count", got: "-1", expected: "a whole number from 0" });
  });
});

describe("a choice", () => {
  it("is one of those there are, letter by letter", () => {
    assert.equal(oneOfProblem("a", ["a", "b"]), undefined);
    assert.deepEqual(oneOfProblem("A", ["a", "b"]), { problem: "is none that there is", got: '"A"', expected: "one of a, b" });
  });
});

describe("a label's value", () => {
  for (const good of ["", "a", "A1", "a.b_c-d", "a".repeat(63)]) it(`may be ${JSON.stringify(good)}`, () => assert.equal(labelValueProblem(good), undefined));
  for (const bad of ["a b", "-a", "a-", ".a", "ä", "a/b", "a".repeat(64), "a\n"]) it(`may not be ${JSON.stringify(bad)}`, () => assert.equal(labelValueProblem(bad)?.problem, "is no label value"));

  it("is what Kubernetes takes", () => {
    const KUBERNETES = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9._-]{0,70}$/)), (value) => assert.equal(labelValueProblem(value) === undefined, value.length <= 63 && KUBERNETES.test(value))));
  });
});

describe("the name of what a controller puts a suffix to", () => {
  it("has room for the suffix", () => {
    assert.equal(controlledNameProblem("a".repeat(52)), undefined);
    const name = "a".repeat(53);
    assert.deepEqual(controlledNameProblem(name), { problem: `has 53 characters, and ${name}-0123456789 would be too long for a label`, got: `"${name}"`, expected: "at most 52 characters" });
  });

  it("is told its length once: beyond 63 characters another check does that", () => assert.equal(controlledNameProblem("a".repeat(64)), undefined));
});
