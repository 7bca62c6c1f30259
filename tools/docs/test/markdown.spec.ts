import assert from "node:assert/strict";
import { code, firstSentence, paragraphs, slug, table } from "../src/markdown.ts";
import { isData, partsOf } from "../src/values.ts";

describe("Markdown", () => {
  it("shows code with backticks in it", () => {
    assert.equal(code("a"), "`a`");
    assert.equal(code("`${number}m`"), "`` `${number}m` ``");
    assert.equal(code("a``b`c"), "```a``b`c```");
  });

  it("keeps the cells of a table apart, and each on one line", () => {
    assert.equal(table(["A", "B"], [["a | b", "two\n  lines"]]), "| A | B |\n|---|---|\n| a \\| b | two lines |");
  });

  it("gives headings the ids that renderers give them", () => {
    assert.equal(slug("What it is: USER_ID"), "what-it-is-user_id");
  });

  it("takes the first sentence, which a dot within a word does not end", () => {
    assert.equal(firstSentence("Runs `a.b` on\nv1.2. Then more."), "Runs `a.b` on v1.2.");
    assert.equal(firstSentence("No end\n\nSecond paragraph."), "No end");
    assert.equal(firstSentence(""), "");
  });

  it("leaves no gap for a paragraph that is not there", () => {
    assert.equal(paragraphs("a", "", undefined, "b"), "a\n\nb");
  });
});

describe("Values of constants", () => {
  it("are shown when they are data through and through", () => {
    for (const value of [null, 1, "a", true, [1, { a: "b" }], Object.freeze({ a: [] })]) assert.ok(isData(value));
    for (const value of [undefined, () => 1, new Set(), new Date(), { a: { b: Symbol("c") } }, [undefined]]) assert.ok(!isData(value));
  });

  it("get a line for each property, and for those within only where a comment is", () => {
    const value = { a: { b: 1, c: { d: 2 } }, e: { f: 3 }, g: [4] };
    assert.deepEqual(partsOf(value, ["a.b"]), [
      { path: "a.b", value: 1 },
      { path: "a.c", value: { d: 2 } },
      { path: "e", value: { f: 3 } },
      { path: "g", value: [4] },
    ]);
  });
});
