import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { isPlain, secretProblem, textProblem } from "../src/value-problems.ts";

describe("Values", () => {
  it("are texts, and texts alone", () => {
    for (const text of ["", "x", "päss wörd\n"]) assert.equal(textProblem(text), undefined);
    const types = [[1234567, "a number"], [true, "a boolean"], [null, "null"], [undefined, "undefined"], [{ a: 1234567 }, "an object"], [["1234567"], "an array"], [() => 1234567, "a function"]] as const;
    for (const [value, type] of types) assert.equal(textProblem(value)?.got, type);
  });

  it("are shown by their type alone when they are none", () => {
    const problem = textProblem(1234567);
    assert.deepEqual(problem, { problem: "is no text", got: "a number", expected: "a text, in quotes; what is to be JSON goes into json" });
    assert.ok(!JSON.stringify(textProblem({ token: "canary" })).includes("canary"));
  });

  it("of secrets are not empty", () => {
    assert.deepEqual(secretProblem(""), { problem: "is empty", expected: "a value" });
    assert.equal(secretProblem(" "), undefined);
    assert.deepEqual(secretProblem(0), textProblem(0));
  });

  it("are plain unless they come later", () => {
    for (const value of ["", "x", 1, null, undefined, {}]) assert.equal(isPlain(value), true);
    for (const value of [pulumi.output("x"), pulumi.secret("x"), Promise.resolve("x")]) assert.equal(isPlain(value), false);
  });
});
