import assert from "node:assert/strict";
import { subjectOf } from "../../src/model/subject.ts";
import { DEPLOYMENT, STACK, object, urn } from "./streams.ts";

describe("subject", () => {
  const known = new Map([[urn(DEPLOYMENT, "api"), { type: DEPLOYMENT, inputs: object("board-api") }]]);

  it("is kind and name of a resource that is known", () => assert.equal(subjectOf(urn(DEPLOYMENT, "api"), known), "Deployment board/board-api"));
  it("is what the URN says of one that is not", () => assert.equal(subjectOf(urn(DEPLOYMENT, "other"), known), "Deployment other"));
  it("is nothing where it is the stack, or nobody said", () => {
    for (const about of [urn(STACK, "board-prod"), "", undefined]) assert.equal(subjectOf(about, known), undefined);
  });
});
