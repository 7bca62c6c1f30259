import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { valueOf } from "@moorage/testing";
import { plainChecksum, saltedChecksum } from "../src/checksum.ts";

type Texts = Readonly<Record<string, string>>;

const plain = async (texts: Texts): Promise<string> => valueOf(plainChecksum(new Map(Object.entries(texts).map(([key, text]) => [key, pulumi.output(text)]))));
const salted = (texts: Texts, salt: string): pulumi.Output<string> => saltedChecksum(new Map(Object.entries(texts).map(([key, text]) => [key, pulumi.secret(text)])), pulumi.secret(salt));

describe("Checksums", () => {
  it("are the same for the same values, in whatever order", async () => {
    assert.equal(await plain({ A: "1", B: "2" }), await plain({ B: "2", A: "1" }));
    assert.equal(await valueOf(salted({ A: "1", B: "2" }, "salt")), await valueOf(salted({ B: "2", A: "1" }, "salt")));
    assert.match(await plain({ A: "1" }), /^[0-9a-f]{64}$/);
  });

  it("are others for other values, other keys, and values that change places", async () => {
    const all = [{ A: "1", B: "2" }, { A: "2", B: "1" }, { A: "1" }, { A: "1", C: "2" }, { A: '1","B":"2' }, { A: "1\n", B: "2" }];
    assert.equal(new Set(await Promise.all(all.map(plain))).size, all.length);
    assert.equal(new Set(await Promise.all(all.map(async (texts) => valueOf(salted(texts, "salt"))))).size, all.length);
  });

  it("of secrets cannot be guessed from without the salt", async () => {
    const texts = { PIN: "1234" };
    const checksum = await valueOf(salted(texts, "salt"));
    assert.notEqual(checksum, await valueOf(salted(texts, "another")));
    assert.notEqual(checksum, createHash("sha256").update(JSON.stringify(texts)).digest("hex"));
    assert.equal(checksum, createHmac("sha256", "salt").update(JSON.stringify(texts)).digest("hex"));
  });

  it("are no secrets themselves, or they could be no annotation that is compared", async () => {
    assert.equal(await pulumi.isSecret(salted({ A: "1" }, "salt")), false);
  });
});
