import assert from "node:assert/strict";
import { CommentError, oneLine } from "../../src/comment/comment-error.ts";

describe("CommentError", () => {
  it("says in one line what is wrong and what to do", () => {
    const error = new CommentError("GitHub acme/board#12: cannot list\nthe comments", "run it\r\nagain", 503);
    assert.equal(error.message, "GitHub acme/board#12: cannot list the comments. Fix: run it again");
    assert.equal(error.name, "CommentError");
    assert.equal(error.status, 503);
  });

  it("has no status when nobody answered", () => {
    assert.equal(new CommentError("a", "b").status, undefined);
  });

  it("gives a stranger's text no way to start a line, colour it or turn it round", () => {
    assert.equal(oneLine(" a\u2028::error::b\u001b[31m\u202ec\n\n"), "a ::error::b [31m c");
  });
});
