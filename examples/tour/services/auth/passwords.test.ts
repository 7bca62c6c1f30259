import assert from "node:assert/strict";
import { it } from "node:test";
import { hashOf, isPassword } from "./passwords.ts";

it("a password is known by its hash, which differs each time", async () => {
  const [one, other] = [await hashOf("open sesame"), await hashOf("open sesame")];
  assert.notEqual(one, other);
  assert.deepEqual([await isPassword("open sesame", one), await isPassword("open sesame", other), await isPassword("open", one)], [true, true, false]);
});

it("nobody has a password", async () => {
  assert.deepEqual([await isPassword("", undefined), await isPassword("", null)], [false, false]);
});
