import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileDigest } from "../src/file-digest.ts";

describe("the digest of a file", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "digest-"))));
  after(() => rmSync(folder, { recursive: true }));

  for (const size of [0, 1, 1024 * 1024, 2 * 1024 * 1024 + 7]) {
    it(`is that of its ${size} bytes, read in pieces or not`, () => {
      const path = join(folder, `${size}`);
      const bytes = Buffer.alloc(size, "abcdefg");
      writeFileSync(path, bytes);
      assert.equal(fileDigest(path), createHash("sha256").update(bytes).digest("hex"));
    });
  }

  it("is none of a file that is not there", () => assert.throws(() => fileDigest(join(folder, "none")), /ENOENT/));
});
