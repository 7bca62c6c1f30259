import assert from "node:assert/strict";
import fc from "fast-check";
import type { AST } from "@eslint-community/regexpp";
import { boundariesOf, rangesOf } from "../src/character-ranges.ts";
import { parsedPath } from "../src/path-regex.ts";

/** The characters of ASCII that a part of an expression stands for. */
function charactersOf(expression: string): string {
  const element = parsedPath(expression).alternatives[0]?.elements[0] as AST.CharacterClass | AST.CharacterSet | AST.Character;
  const ranges = rangesOf(element);
  return ascii.filter((character) => ranges.some(([first, last]) => first <= character.charCodeAt(0) && character.charCodeAt(0) <= last)).join("");
}

const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

describe("The characters that a part of an expression stands for", () => {
  for (const part of ["a", "\\.", "\\x41", "[abc]", "[a-f0-3]", "[^a-f0-3]", "[^/]", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "[\\w-]", "[^\\d_]", "[^\\D5]", "[c-ea-d]", "[^b-da-c]", "[^a-db]"]) {
    it(`are those of a RegExp for ${part}`, () => assert.equal(charactersOf(part), ascii.filter((character) => new RegExp(`^${part}$`).test(character)).join("")));
  }

  it("are all for a dot", () => assert.equal(charactersOf("."), ascii.join("")));
});

describe("The boundaries of ranges", () => {
  it("are where one begins or has just ended, each once", () => assert.deepEqual(boundariesOf([[5, 9], [5, 5], [8, 0xffff]]), [0, 5, 6, 8, 10]));

  it("have nothing between them that is in one range with another character and not in another one", () => {
    const range = fc.tuple(fc.nat(50), fc.nat(50)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    fc.assert(fc.property(fc.array(range, { maxLength: 5 }), fc.nat(60), (ranges, character) => {
      const boundary = Math.max(...boundariesOf(ranges).filter((each) => each <= character));
      for (const [first, last] of ranges) assert.equal(first <= character && character <= last, first <= boundary && boundary <= last);
    }));
  });
});
