import assert from "node:assert/strict";
import fc from "fast-check";
import { maskFor, maskedDeep } from "../../src/model/masker.ts";
import { CANARIES, formsOf } from "./canaries.ts";

describe("mask", () => {
  for (const [what, secret] of Object.entries(CANARIES)) {
    it(`hides ${what} in every form, in the middle of a text`, () => {
      const mask = maskFor([secret]);
      for (const form of formsOf(secret)) assert.equal(mask(`before ${form} after`), "before [secret] after");
    });
  }

  it("hides all of them at once", () => {
    const all = Object.values(CANARIES);
    const text = maskFor(all)(all.flatMap(formsOf).join("\n"));
    for (const form of all.flatMap(formsOf)) assert.ok(!text.includes(form), form);
  });

  it("is the same twice as once", () => {
    const mask = maskFor(["se", "cret", "hunter2"]);
    fc.assert(fc.property(fc.array(fc.constantFrom("se", "cret", "hunter2", "[secret]", "x", " ", "postgres://a:b@c")), (parts) => {
      const once = mask(parts.join(""));
      assert.equal(mask(once), once);
    }));
  });

  it("hides the longer secret where one is in another", () => {
    assert.equal(maskFor(["hunter", "hunter2000"])("hunter2000"), "[secret]");
  });

  it("leaves everything else as it is", () => {
    const text = "spec.replicas: 3 → 6; see https://example.com/a?b=c, [namespace=board]";
    assert.equal(maskFor([])(text), text);
    assert.equal(maskFor(["", "   "])(text), text);
    assert.equal(maskFor(["hunter2"])(text), text);
  });

  const plainly: readonly (readonly [string, string, string])[] = [
    ["a password in a URL", "amqp://user:hunter2@host/a", "amqp://user:[secret]@host/a"],
    ["a password in a URL without a user", "redis://:hunter2@host", "redis://:[secret]@host"],
    ["a private key", "a -----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY----- b", "a [secret] b"],
    ["a private key that is cut off", "-----BEGIN PRIVATE KEY-----\nMII", "[secret]"],
    ["what is assigned", "--password=hunter2 DB_PASSWORD=hunter2, LOG=info", "--password=[secret] DB_PASSWORD=[secret], LOG=info"],
    ["what is assigned in quotes", `api_key="a b" token='c d'`, "api_key=[secret] token=[secret]"],
    ["a token in a query", "https://a.example?access_token=abc&page=2", "https://a.example?access_token=[secret]&page=2"],
    ["a header of a request", "Authorization: Bearer abc.def", "Authorization: Bearer [secret]"],
    ["a JSON web token", "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.abc-def_123 from", "got [secret] from"],
  ];
  for (const [what, text, masked] of plainly) {
    it(`hides ${what}, though nobody said that it is a secret`, () => {
      assert.equal(maskFor([])(text), masked);
      assert.equal(maskFor([])(masked), masked);
    });
  }

  it("does not take names, paths and references for secrets", () => {
    for (const text of ["secretName=board-tls", "env[name=DB_PASSWORD].value", "PASSWORD_FILE=/run/password", "https://example.com:8443/a", "user@example.com"]) assert.equal(maskFor([])(text), text);
  });
});

describe("mask of a value", () => {
  const mask = maskFor(["hunter2", "4711"]);

  it("goes into lists and objects, names included", () => {
    assert.deepEqual(maskedDeep({ a: ["hunter2", { "x-hunter2": "no" }], b: true, c: null }, mask), { a: ["[secret]", { "x-[secret]": "no" }], b: true, c: null });
  });

  it("hides a number that is a secret", () => {
    assert.deepEqual(maskedDeep([4711, 42, 147110n], mask), ["[secret]", 42, "[secret]"]);
  });
});
