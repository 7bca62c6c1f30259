import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommentError } from "../../src/comment/comment-error.ts";
import { fileComment } from "../../src/comment/file-comment.ts";
import { textOf } from "./texts.ts";

describe("fileComment", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "file-comment-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("writes the whole comment and nothing beside it, with a line break at the end", async () => {
    const text = textOf("no changes");
    await fileComment(join(folder, "preview.md"), text);
    assert.equal(readFileSync(join(folder, "preview.md"), "utf8"), `${text.body}\n`);
    assert.deepEqual(readdirSync(folder), ["preview.md"]);
  });

  it("replaces what is there, and makes folders on the way", async () => {
    const path = join(folder, "out", "deep", "preview.md");
    await fileComment(path, textOf("first"));
    await fileComment(path, textOf("second\n"));
    assert.equal(readFileSync(path, "utf8"), textOf("second\n").body);
  });

  it("takes a comment that no host would", async () => {
    const text = textOf("x".repeat(2_000_000));
    await fileComment(join(folder, "preview.md"), text);
    assert.equal(readFileSync(join(folder, "preview.md"), "utf8").length, text.body.length + 1);
  });

  it("is never seen in part: a reader has the old one or the new one", async () => {
    const path = join(folder, "preview.md");
    const [old, next] = ["a", "b"].map((letter) => textOf(letter.repeat(500_000)));
    await fileComment(path, old!);
    const writing = fileComment(path, next!);
    const state = { done: false };
    void writing.then(() => (state.done = true));
    while (!state.done) {
      const seen = readFileSync(path, "utf8");
      assert.ok(seen === `${old!.body}\n` || seen === `${next!.body}\n`, `${seen.length} characters`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writing;
  });

  it("says in one line where it cannot write, and leaves nothing there", async () => {
    mkdirSync(join(folder, "preview.md"));
    await assert.rejects(fileComment(join(folder, "preview.md"), textOf("text")), (error: unknown) => error instanceof CommentError && !error.message.includes("\n") && error.message.includes(join(folder, "preview.md")) && /EISDIR|ENOTEMPTY|EEXIST/.test(error.message));
    assert.deepEqual(readdirSync(folder), ["preview.md"]);
    assert.deepEqual(readdirSync(join(folder, "preview.md")), []);
  });

  it("says so when a folder on the way is a file", async () => {
    writeFileSync(join(folder, "file"), "");
    await assert.rejects(fileComment(join(folder, "file", "preview.md"), textOf("text")), { name: "CommentError", message: /file\/preview\.md: the comment cannot be written there: (ENOTDIR|EEXIST)\. Fix: / });
  });
});
