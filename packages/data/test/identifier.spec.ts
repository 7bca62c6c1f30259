import assert from "node:assert/strict";
import { identifierProblem } from "../src/identifier.ts";

describe("the name of a database or user", () => {
  for (const good of ["shop", "my-shop", "_shop", "Shop_2", "a".repeat(63)]) it(`may be ${good.slice(0, 20)}`, () => assert.equal(identifierProblem(good), undefined));

  for (const bad of ["1shop", "my shop", 'sh"op', "sh'op", "shop;drop", "sh$op", "schön", "a".repeat(64), "-shop", "shop\n"]) {
    it(`cannot be ${JSON.stringify(bad.slice(0, 20))}`, () => assert.equal(identifierProblem(bad)?.problem, "is no name of a database or user"));
  }

  it("cannot be empty", () => assert.equal(identifierProblem("")?.problem, "is empty"));
});
