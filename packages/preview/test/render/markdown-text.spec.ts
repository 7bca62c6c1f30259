import assert from "node:assert/strict";
import fc from "fast-check";
import { code, details, fenced, plain } from "../../src/render/markdown-text.ts";

const HIDDEN = "\u200b";

describe("Plain text in Markdown", () => {
  const table: readonly (readonly [string, string, string])[] = [
    ["HTML", "<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"],
    ["emphasis and code", "*a* `b` ~~c~~", `&#42;a&#42; &#96;b&#96; &#126;&#126;${HIDDEN}c&#126;&#126;`],
    ["links", "[a](b)", "&#91;a&#93;(b)"],
    ["cells of tables", "a|b", "a&#124;b"],
    ["a backslash before them", "a\\|b", "a&#92;&#124;b"],
    ["mentions", "@team and a@b.example", `@${HIDDEN}team and a@${HIDDEN}b.example`],
    ["references", "#12, org/repo#3, GH-4, gh-5", `#${HIDDEN}12, org/repo#${HIDDEN}3, GH${HIDDEN}-4, gh${HIDDEN}-5`],
    ["GitLab's merge requests, snippets, labels, milestones and epics", "!1 $2 ~bug %3 &4", `!${HIDDEN}1 $${HIDDEN}2 &#126;${HIDDEN}bug %${HIDDEN}3 &amp;${HIDDEN}4`],
    ["addresses of issues elsewhere", "https://github.com/a/b/issues/1", `https:${HIDDEN}//github.com/a/b/issues/1`],
    ["names with underscores, which stay", "my_app", "my_app"],
    ["underscores around words", "_my app_", "&#95;my app&#95;"],
    ["lines", "a\n# b", "a # b"],
  ];
  for (const [what, text, expected] of table) it(`is plain in spite of ${what}`, () => assert.equal(plain(text), expected));

  it("has nothing that Markdown, HTML or a host reads, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from("ab<>&@#!|`*_~\\[]$%/ \n-GH1")) }), (text) => {
        const shown = plain(text);
        assert.ok(!/[<>*`[\]|\\\n~]|[@!$%](?=\w)|(?<!&)#(?=\w)|GH-\d|&(?!(?:amp|lt|gt|#\d+);)/.test(shown), shown);
      }),
    );
  });
});

describe("Code in Markdown", () => {
  it("is in as many backticks as it needs", () => {
    assert.equal(code("a"), "`a`");
    assert.equal(code("a`b"), "``a`b``");
    assert.equal(code("`a"), "`` `a ``");
    assert.equal(code(""), "`  `");
  });

  it("is never ended by what is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("`", "a", " ", "\n") }), (text) => {
        const [fence = ""] = /^`+/.exec(code(text)) ?? [];
        assert.deepEqual([...code(text).matchAll(/`+/g)].filter(([run]) => run === fence).length, 2);
      }),
    );
  });

  it("is in a block whose fence none of the lines ends", () => {
    assert.equal(fenced(["+ a"], "diff"), "```diff\n+ a\n```");
    assert.equal(fenced(["+ ````", "x"], "diff"), "`````diff\n+ ````\nx\n`````");
  });

  it("is closed until somebody opens it, if that is wanted", () => {
    assert.equal(details("a", "b"), "<details><summary>a</summary>\n\nb\n</details>");
    assert.equal(details("a", "b", true), "<details open><summary>a</summary>\n\nb\n</details>");
  });
});
