import assert from "node:assert/strict";
import { rolloutTimeouts } from "../src/timeouts.ts";

describe("the engine's patience", () => {
  it("is the same for what is new and what changes, in a form that the engine reads", () => {
    assert.deepEqual(rolloutTimeouts(600), { create: "600s", update: "600s" });
  });
});
