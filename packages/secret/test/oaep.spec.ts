import assert from "node:assert/strict";
import { constants, createHash, generateKeyPairSync, privateDecrypt, publicEncrypt, randomBytes } from "node:crypto";
import { oaep } from "../src/oaep.ts";

const label = Buffer.from("shop/web");

describe("OAEP with a given seed", () => {
  for (const bits of [2048, 3072]) {
    it(`is opened by node's own, with the same label alone, under a key of ${bits} bits`, () => {
      const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: bits });
      const open = (wrapped: Buffer, oaepLabel: Buffer): Buffer => privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256", oaepLabel }, wrapped);
      for (const message of [Buffer.alloc(0), randomBytes(32), randomBytes(bits / 8 - 66)]) {
        const padded = oaep(message, { label, seed: randomBytes(32), length: bits / 8 });
        const wrapped = publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, padded);
        assert.deepEqual(open(wrapped, label), message);
        assert.throws(() => open(wrapped, Buffer.from("shop/api")));
      }
    });
  }

  it("is the same for the same seed, and another in nearly every byte for another", () => {
    const message = randomBytes(32);
    const [one, other] = [createHash("sha256").update("1").digest(), createHash("sha256").update("2").digest()];
    const padded = oaep(message, { label, seed: one, length: 256 });
    assert.deepEqual(padded, oaep(message, { label, seed: one, length: 256 }));
    const again = oaep(message, { label, seed: other, length: 256 });
    assert.ok([...padded].filter((byte, index) => byte === again[index]).length < 20);
  });

  it("is as long as the modulus and below it", () => {
    const padded = oaep(randomBytes(32), { label, seed: randomBytes(32), length: 512 });
    assert.deepEqual([padded.length, padded[0]], [512, 0]);
  });

  it("is refused for a message that does not fit", () => {
    assert.throws(() => oaep(randomBytes(256 - 65), { label, seed: randomBytes(32), length: 256 }), RangeError);
  });
});
