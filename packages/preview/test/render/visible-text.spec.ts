import assert from "node:assert/strict";
import fc from "fast-check";
import { clipped, linesOf, oneLine, visible, wellFormed } from "../../src/render/visible-text.ts";

describe("Text that is made visible", () => {
  const table: readonly (readonly [string, string, string])[] = [
    ["an escape sequence", "\u001b[31mred", "\\u{1b}[31mred"],
    ["text that is turned around", "a\u202eb", "a\\u{202e}b"],
    ["a space without width", "ad\u200bmin", "ad\\u{200b}min"],
    ["a bell and a backspace", "\u0007\u0008", "\\u{7}\\u{8}"],
    ["a tag that nobody sees", "a\u{e0041}", "a\\u{e0041}"],
    ["a line separator", "a\u2028b", "a\\u{2028}b"],
    ["half a character", "a\ud800", "a\ufffd"],
    ["line ends of other systems", "a\r\nb\rc", "a\nb\nc"],
    ["joined emoji, which stay", "👩‍🚀 ⚠️", "👩‍🚀 ⚠️"],
    ["a tab, which stays", "a\tb", "a\tb"],
  ];
  for (const [what, text, expected] of table) it(`shows ${what}`, () => assert.equal(visible(text), expected));

  it("has no control character whatever the text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !/(?![\n\t])\p{Cc}|\p{Surrogate}/u.test(visible(text))));
  });

  it("is one line", () => {
    assert.equal(oneLine(" a\n b\tc\r\n"), "a b c");
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !/[\n\r\u2028\u2029]/.test(oneLine(text))));
  });

  it("is lines; a line break at the end begins none", () => {
    assert.deepEqual(linesOf("a\r\nb\n"), ["a", "b"]);
    assert.deepEqual(linesOf(""), [""]);
    assert.deepEqual(linesOf("\n\n"), ["", ""]);
  });

  it("is well-formed for every encoding", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => Buffer.from(wellFormed(text), "utf8").toString("utf8") === wellFormed(text)));
  });
});

describe("Text that is clipped", () => {
  it("stays as it is where it fits", () => assert.equal(clipped("abc", 3), "abc"));
  it("ends with a mark where it does not", () => assert.equal(clipped("abcd", 3), "ab…"));
  it("never ends with half a character", () => assert.equal(clipped("a😀bc", 3), "a…"));
  it("keeps to the length whatever it is", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 20 }), (text, longest) => clipped(text, longest).length <= longest));
  });
});
