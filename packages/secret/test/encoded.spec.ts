import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { valueOf } from "@moorage/testing";
import { base64, encoded } from "../src/encoded.ts";

describe("Encoded values", () => {
  it("give a program back every value byte for byte", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme" })), (plain) => {
      const text = base64(plain);
      assert.deepEqual(Buffer.from(text, "base64"), Buffer.from(plain, "utf8"));
      assert.match(text, /^[A-Za-z0-9+/]*=*$/);
    }));
  });

  it("stay secret under their keys", async () => {
    const { TOKEN } = encoded(new Map([["TOKEN", pulumi.secret("x\n")]]));
    assert.equal(await valueOf(TOKEN!), "eAo=");
    assert.equal(await pulumi.isSecret(TOKEN!), true);
  });
});
