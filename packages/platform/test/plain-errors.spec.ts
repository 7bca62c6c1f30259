import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { plain } from "../src/plain-errors.ts";

describe("Errors for the engine", () => {
  for (const [thrown, message] of [[new TypeError("the file is gone"), "the file is gone"], ["text", "text"], [7, "7"], [undefined, "undefined"]] as const) {
    it(`say ${JSON.stringify(message)} and are printed without a stack trace`, () => {
      const error = plain(thrown);
      assert.ok(pulumi.RunError.isInstance(error));
      assert.equal(error.message, message);
    });
  }
});
