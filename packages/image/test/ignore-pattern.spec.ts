import assert from "node:assert/strict";
import fc from "fast-check";
import { ignorePattern } from "../src/ignore-pattern.ts";

describe("a pattern of a .dockerignore", () => {
  // What github.com/moby/patternmatcher 0.6.0 says of each.
  const matches: Readonly<Record<string, { readonly yes: readonly string[]; readonly no: readonly string[] }>> = {
    "*.md": { yes: ["a.md", ".md"], no: ["a/b.md", "a.mdx", "amd"] },
    "a?c": { yes: ["abc", "a😀c"], no: ["ac", "a/c", "abbc"] },
    "**": { yes: ["a", "a/b", ".git/config"], no: [] },
    "**/a": { yes: ["a", "x/a", "x/y/a"], no: ["xa", "a/x", "x/ya"] },
    "a/**": { yes: ["a/b", "a/b/c"], no: ["a", "ab"] },
    "a/**/b": { yes: ["a/b", "a/x/b", "a/x/y/b"], no: ["ab", "a/xb"] },
    "**.log": { yes: ["a.log", "x/a.log", ".log"], no: ["a.logs"] },
    "**.l?g": { yes: [".log", "x/.lag"], no: ["a.log"] },
    "[a-c]x": { yes: ["ax", "cx"], no: ["dx", "x"] },
    "[^a]x": { yes: ["bx", "^x"], no: ["ax", "x"] },
    "[\\]\\-]": { yes: ["]", "-"], no: ["\\"] },
    "[a^.+]": { yes: ["a", "^", ".", "+"], no: ["b"] },
    "\\*": { yes: ["*"], no: ["a", "\\*"] },
    "c++": { yes: ["c++"], no: ["c", "cc"] },
    "(draft) {x} $y^.z": { yes: ["(draft) {x} $y^.z"], no: ["draft x y.z", "(draft) {x} $y^-z"] },
  };
  for (const [pattern, { yes, no }] of Object.entries(matches)) {
    it(`is read as the engine reads it: ${pattern}`, () => {
      const regexp = ignorePattern(pattern);
      assert.deepEqual([...yes, ...no].filter((path) => regexp?.test(path)), yes);
    });
  }

  it("means what it says where an engine's own regular expressions would show through", () => {
    assert.deepEqual(["a|b]", "a", "b]"].map((path) => ignorePattern("*|b]")?.test(path)), [true, false, false]);
    assert.deepEqual(["d", "1"].map((path) => ignorePattern("\\d")?.test(path)), [true, false]);
  });

  for (const pattern of ["[a", "[", "[]", "[]a]", "[z-a]", "[a-]", "[^]", "a\\", "a/[b"]) {
    it(`is none when it is malformed: ${pattern}`, () => assert.equal(ignorePattern(pattern), undefined));
  }

  it("matches itself and nothing else when every character of it is escaped", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", minLength: 1 }), fc.string({ unit: "binary" }), (text, other) => {
      const pattern = ignorePattern(Array.from(text, (char) => `\\${char}`).join(""));
      assert.equal(pattern?.test(text), true);
      assert.equal(pattern.test(other), other === text);
    }));
  });

  it("never fails, whatever it is", () => {
    const characters = fc.constantFrom("*", "?", "[", "]", "^", "-", "\\", "/", "!", "|", "{", "}", "(", ")", "+", ".", "$", "a", "é", "😀");
    fc.assert(fc.property(fc.string({ unit: characters }), fc.string({ unit: characters }), (pattern, path) => {
      const regexp = ignorePattern(pattern);
      assert.ok(regexp === undefined || typeof regexp.test(path) === "boolean");
    }));
  });
});
