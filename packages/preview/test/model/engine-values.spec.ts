import assert from "node:assert/strict";
import { isMasked, isOfEngine, isSecret, isUnknown } from "../../src/model/engine-values.ts";
import { HIDDEN, UNKNOWN } from "./streams.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

describe("values of the engine", () => {
  it("are masked as a text, as a secret and as an output that is one", () => {
    for (const value of ["[secret]", HIDDEN, { [SIGNATURE]: OUTPUT, secret: true }, { [SIGNATURE]: OUTPUT, secret: true, value: "x" }]) assert.ok(isMasked(value));
  });

  it("are not masked otherwise", () => {
    for (const value of ["secret", "a [secret] b", { secret: true }, { [SIGNATURE]: OUTPUT, value: "x" }, { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17" }, null]) assert.ok(!isMasked(value));
  });

  it("are secrets with their value too, and no text is one", () => {
    for (const value of [HIDDEN, { ...HIDDEN, value: "x" }, { [SIGNATURE]: OUTPUT, secret: true, value: "x" }]) assert.ok(isSecret(value));
    for (const value of [{}, { secret: true }, { [SIGNATURE]: OUTPUT, value: "x" }]) assert.ok(!isSecret(value));
  });

  it("are of the engine's own where they stand for something else", () => {
    for (const value of [HIDDEN, { [SIGNATURE]: OUTPUT }, { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17" }]) assert.ok(isOfEngine(value));
    for (const value of [{}, { secret: true }, [], null, "[secret]"]) assert.ok(!isOfEngine(value));
  });

  const unknowns = ["1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", "3eeb2bf0-c639-47a8-9e75-3b44932eb421", UNKNOWN, "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", "030794c1-ac77-496b-92df-f27374a8bd58", "e48ece36-62e2-4504-bad9-02848725956a", "dd056dcd-154b-4c76-9bd3-c8f88648b5ff"];
  for (const unknown of unknowns) {
    it(`are unknown as ${unknown}, alone and within a text`, () => {
      assert.ok(isUnknown(unknown));
      assert.ok(isUnknown(`postgres://${unknown}/board`));
    });
  }

  it("are unknown as an output without a value, which is no secret", () => {
    assert.ok(isUnknown({ [SIGNATURE]: OUTPUT }));
    assert.ok(!isUnknown({ [SIGNATURE]: OUTPUT, value: "x" }));
    assert.ok(!isUnknown({ [SIGNATURE]: OUTPUT, secret: true }));
  });

  it("are known otherwise", () => {
    for (const value of ["", "04da6b54", 4, null, {}, [UNKNOWN]]) assert.ok(!isUnknown(value));
  });
});
