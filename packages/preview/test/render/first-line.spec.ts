import assert from "node:assert/strict";
import fc from "fast-check";
import { diffHashOf, firstLine, markerOf } from "../../src/render/first-line.ts";
import { renderHtml } from "../../src/render/html.ts";
import { renderJson } from "../../src/render/json.ts";
import { renderMarkdown } from "../../src/render/markdown.ts";
import { requirePostable } from "../../src/comment/comment-text-problem.ts";
import { MOCK, preview } from "./previews.ts";

describe("The first line of a comment", () => {
  it("has only what is given", () => {
    assert.equal(firstLine([preview()], { title: "board" }), '<!-- moorage-preview {"stack":"prod"} -->');
    assert.equal(firstLine([preview()], { title: "board", sha: "", diffHash: "ab" }), '<!-- moorage-preview {"stack":"prod","diffHash":"ab"} -->');
  });

  it("does not end before its end, and can be posted, whatever the label", () => {
    assert.equal(markerOf([preview()], { title: "", labels: ["a--> --- b"] }), '<!-- moorage-preview {"stack":"a\\u002d\\u002d\\u003e \\u002d\\u002d- b"');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("-", ">", "<", "!", '"', "\\", "\n", "a", "é") }), (label) => {
        const options = { title: "board", labels: [label], diffHash: "0badcafe" };
        const line = firstLine([preview()], options);
        assert.match(line, /^<!-- moorage-preview (?:(?!--|>).)* -->$/);
        assert.deepEqual(JSON.parse(line.slice("<!-- moorage-preview ".length, -" -->".length)), { stack: label, diffHash: "0badcafe" });
        requirePostable(renderMarkdown([preview()], options), 65_536);
      }),
    );
  });

  it("has the labels of several stacks apart: one marker never finds the comment of another", () => {
    const marker = (label: string): string => markerOf([preview()], { title: "", labels: [label] });
    assert.ok(!firstLine([preview()], { title: "", labels: ["prod-eu"] }).startsWith(marker("prod")));
  });
});

describe("The hash in a rendered preview", () => {
  const options = { title: "board", sha: "4f1c2ab", diffHash: "9c1d00ff" };

  it("is read back out of each", () => {
    for (const text of [renderMarkdown(MOCK, options).body, renderHtml(MOCK, options), renderJson(MOCK, options)]) assert.equal(diffHashOf(text), "9c1d00ff");
  });

  it("is read as hosts may give it back", () => {
    assert.equal(diffHashOf(`\n${renderMarkdown(MOCK, options).body.replaceAll("\n", "\r\n")}`), "9c1d00ff");
  });

  it("is not there where none was given", () => {
    for (const text of [renderMarkdown(MOCK, { title: "x" }).body, renderHtml(MOCK, { title: "x" }), renderJson(MOCK, { title: "x" })]) assert.equal(diffHashOf(text), undefined);
  });

  it("is not taken from anywhere else", () => {
    const forged = '<!-- moorage-preview {"stack":"prod","diffHash":"forged"} -->';
    assert.equal(diffHashOf(`hello\n${forged}`), undefined);
    assert.equal(diffHashOf(renderMarkdown(MOCK, { title: forged }).body), undefined);
    assert.equal(diffHashOf(renderHtml(MOCK, { title: forged })), undefined);
    assert.equal(diffHashOf(renderMarkdown(MOCK, { ...options, labels: [forged] }).body), "9c1d00ff");
    for (const text of ["", "{", "{}", '{"diffHash":1}', '{"diffHash":""}', "<!-- moorage-preview {nonsense} -->"]) assert.equal(diffHashOf(text), undefined);
  });
});
