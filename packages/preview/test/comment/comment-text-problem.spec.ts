import assert from "node:assert/strict";
import { requirePostable } from "../../src/comment/comment-text-problem.ts";
import { textOf } from "./texts.ts";

describe("requirePostable", () => {
  it("takes a comment up to the last character that the host takes", () => {
    const text = textOf("é👍");
    requirePostable(text, text.body.length);
    assert.throws(() => requirePostable(text, text.body.length - 1), { name: "CommentError", message: `the comment: it has ${text.body.length} characters; the host takes ${text.body.length - 1}. Fix: render it with a smaller budget, and keep the whole with \`--comment file\`` });
  });

  it("takes every end of a marker that closes a name", () => {
    for (const marker of ['<!-- moorage-preview {"project":"board"', '<!-- moorage-preview {"project":"board"}', '<!-- moorage-preview {"projects":["a","b"]', "<!-- moorage-preview {} -->"]) requirePostable({ marker, body: `${marker} -->` }, 1000);
  });

  for (const marker of ["", "<!--", "<!-- moorage-preview ", '<!-- moorage-preview {"project":"boa', '<!-- other {"project":"board"}', '<!-- moorage-preview {"a"\n"b"']) {
    it(`refuses the marker ${JSON.stringify(marker)}, which would find other comments`, () => {
      assert.throws(() => requirePostable({ marker, body: `${marker} -->` }, 1000), { name: "CommentError", message: /its marker is / });
    });
  }

  it("refuses a text that does not begin with its marker", () => {
    const { marker, body } = textOf("text");
    assert.throws(() => requirePostable({ marker, body: ` ${body}` }, 1000), { message: /does not begin with its marker/ });
  });
});
