import assert from "node:assert/strict";
import fc from "fast-check";
import { encodingsOf } from "../../src/model/encodings.ts";
import { CANARIES, formsOf } from "./canaries.ts";

describe("encodings of a secret", () => {
  for (const [what, secret] of Object.entries(CANARIES)) {
    it(`hold every form of ${what}`, () => {
      const forms = encodingsOf(secret);
      for (const form of formsOf(secret)) assert.ok(forms.includes(form), form);
    });
  }

  it("hold every form of whatever a secret may be", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", minLength: 2 }).filter((text) => text.trim() !== ""), (secret) => {
      const forms = new Set(encodingsOf(secret));
      for (const form of formsOf(secret)) assert.ok(forms.has(form));
    }));
  });

  it("hold base64 with and without padding, for URLs too", () => {
    const forms = encodingsOf("a>?~b");
    for (const form of ["YT4/fmI=", "YT4/fmI", "YT4_fmI=", "YT4_fmI", "YT4%2FfmI%3D"]) assert.ok(forms.includes(form), form);
  });

  it("hold what is left of it in the middle of longer base64", () => {
    const forms = encodingsOf("hunter2000");
    for (const before of ["", "a", "ab", "user:"]) {
      const whole = Buffer.from(`${before}hunter2000-and-more`).toString("base64");
      assert.ok(forms.some((form) => form.length >= 8 && whole.includes(form)), whole);
    }
  });

  it("leave out pieces of base64 that would tell of nothing", () => {
    assert.ok(encodingsOf("ab").every((form) => form.length > 1));
  });

  it("hold the long lines of a secret of several, and no frame of a key", () => {
    const forms = encodingsOf("-----BEGIN CERTIFICATE-----\nMIIEvQIBADANBg\nshort\n-----END CERTIFICATE-----");
    assert.ok(forms.includes("MIIEvQIBADANBg"));
    assert.ok(!forms.includes("short"));
    assert.ok(!forms.includes("-----BEGIN CERTIFICATE-----"));
  });

  it("hold it without the blanks and the newline around it", () => {
    assert.ok(encodingsOf("hunter2\n").includes("hunter2"));
    assert.ok(encodingsOf("  hunter2 ").includes("hunter2"));
  });

  it("hold what JSON makes of it in JSON, and what Go escapes", () => {
    const forms = encodingsOf('a"<b>&');
    for (const form of [String.raw`a\"<b>&`, String.raw`a\\\"<b>&`, String.raw`a\"\u003cb\u003e\u0026`]) assert.ok(forms.includes(form), form);
  });

  it("hold its characters as JSON may write them", () => {
    assert.ok(encodingsOf("pässwort").includes(String.raw`p\u00e4sswort`));
  });

  it("hold what HTML makes of it", () => {
    assert.ok(encodingsOf(`<a&"b'>`).includes("&lt;a&amp;&quot;b&#39;&gt;"));
  });

  it("hold it in a URL with small and with capital digits, with plus and with %20, and with every byte in hexadecimal", () => {
    const forms = encodingsOf("a b/ü");
    for (const form of ["a%20b%2F%C3%BC", "a%20b%2f%c3%bc", "a+b%2F%C3%BC", "%61%20%62%2F%C3%BC"]) assert.ok(forms.includes(form), form);
  });

  it("are none of nothing, and survive half a character", () => {
    assert.deepEqual(encodingsOf(""), []);
    assert.deepEqual(encodingsOf("  \n "), encodingsOf("  \n ").filter((form) => form !== ""));
    assert.ok(encodingsOf("ab\ud800").length > 0);
  });
});
