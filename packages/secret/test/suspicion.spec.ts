import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { suspicion } from "../src/suspicion.ts";
import { selfSigned } from "./self-signed.ts";

const TWICE = "looks like the base64 of a text: values are encoded here, so it would be encoded twice";
const BREAK = "ends in a line break, which becomes part of the value: echo adds one, printf does not";
const encoded = (text: string): string => Buffer.from(text).toString("base64");

describe("Suspicion", () => {
  it("falls on the base64 of a text", () => {
    for (const text of ["hunter2-hunter2", "päss wörd ist länger", "postgresql://user:pass@host/db", "a line that echo wrote\n", "密码密码密码密码"]) assert.equal(suspicion(encoded(text)), TWICE, text);
  });

  it("falls on the base64 of whatever can be read, from twelve bytes on", () => {
    fc.assert(fc.property(fc.stringMatching(/^[ -~]{12,60}$/), (text) => assert.equal(suspicion(encoded(text)), TWICE)));
  });

  const innocent = {
    "a short word": "cGFzcw==",
    "fifteen characters": "YWJjZGVmZ2hpams",
    "a sentence": "correct horse battery staple",
    "letters and digits that make no text": "Zk3QxW9bT1nRv7Ls",
    "the base64 of random bytes": createHash("sha256").update("seed").digest("base64"),
    "hexadecimal digits": createHash("sha256").update("seed").digest("hex"),
    "base64 that no encoder writes": "YWJjZGVmZ2hpamtsbR==",
    "base64 in two lines": `${encoded("a text that is long")}\n${encoded("a text that is long")}`,
    "the base64 of a text with control characters": encoded("\u0000\u0001\u0002 binary header"),
    "nothing": "",
  };
  for (const [what, value] of Object.entries(innocent)) it(`does not fall on ${what}`, () => assert.equal(suspicion(value), undefined));

  const jwt = ['{"alg":"HS256","typ":"JWT"}', '{"sub":"1234567890","name":"somebody"}', "signature"].map((part) => Buffer.from(part).toString("base64url")).join(".");
  const tokens = { "a JSON Web Token": jwt, "a key of a payment service": "sk_live_4eC39HqLyjWDarjtT1zdp7dc", "a bcrypt hash": "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW", "an address with a password": "redis://:pass@redis.shop.svc:6379/0" };
  for (const [what, value] of Object.entries(tokens)) it(`does not fall on ${what}`, () => assert.equal(suspicion(value), undefined));

  it("does not fall on a UUID, with or without its dashes", () => {
    fc.assert(fc.property(fc.uuid(), (uuid) => {
      for (const value of [uuid, uuid.toUpperCase(), uuid.replaceAll("-", "")]) assert.equal(suspicion(value), undefined);
    }), { numRuns: 1000, seed: 1 });
  });

  it("does not fall on the hexadecimal digits of a key", () => {
    fc.assert(fc.property(fc.stringMatching(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/), (value) => assert.equal(suspicion(value), undefined)), { numRuns: 1000, seed: 1 });
  });

  it("does not fall on PEM, whose lines are base64", () => {
    const { certificate, key } = selfSigned("ec");
    for (const value of [certificate, key, `${certificate}${key}`, key.trimEnd()]) assert.equal(suspicion(value), undefined);
  });

  it("takes no time over the largest values", () => {
    for (const value of ["a".repeat(2 ** 20), `${"a".repeat(2 ** 20)}!`, `${"\n".repeat(2 ** 20)}x`]) assert.equal(suspicion(value), undefined);
  });

  it("hardly ever falls on what a random generator makes", () => {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const made = Array.from({ length: 5000 }, (_, index) => [...createHash("sha256").update(`random ${index}`).digest()].map((byte) => letters[byte % letters.length]).join(""));
    assert.equal(made.filter((value) => suspicion(value) !== undefined).length, 0);
  });

  it("falls on one line with a line break behind it", () => {
    for (const value of ["hunter2\n", "\n"]) assert.equal(suspicion(value), BREAK, JSON.stringify(value));
  });

  it("does not fall on several lines, which are a file by nature", () => {
    for (const value of ["-----BEGIN X-----\nabc\n-----END X-----\n", "a\nb", "a\n\n"]) assert.equal(suspicion(value), undefined);
  });

  it("does not fall on the line break of what is made of lines", () => {
    assert.equal(suspicion("hello\n", { lines: true }), undefined);
    assert.equal(suspicion(encoded("a text that is long"), { lines: true }), TWICE);
  });

  it("shows nothing of the value", () => {
    for (const value of ["hunter2\n", encoded("hunter2-hunter2")]) assert.ok(!/hunter|aHVu|\b\d+\b/.test(suspicion(value) ?? ""));
  });

  it("is none about hexadecimal digits, though some of them are base64 of a text, too", () => {
    for (const hex of ["6be1a2583649c252", "deadbeefdeadbeef", "0123456789ABCDEF01234567"]) assert.equal(suspicion(hex), undefined, hex);
  });
});
