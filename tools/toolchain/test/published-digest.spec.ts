import assert from "node:assert/strict";
import { digestIn } from "../src/published-digest.ts";

const DIGEST = "0123456789abcdef".repeat(4);
const OTHER = "f".repeat(64);

describe("a published digest", () => {
  it("is taken from a file that holds nothing else", () => {
    assert.equal(digestIn(`${DIGEST}\n`, "kubectl"), DIGEST);
  });

  it("is taken from the line of its file", () => {
    assert.equal(digestIn(`${OTHER}  other.tar.gz\n${DIGEST} *./it.tar.gz\n`, "it.tar.gz"), DIGEST);
  });

  it("is taken from the assets of a release", () => {
    const release = { assets: [{ name: "other", digest: null }, { name: "it", digest: `sha256:${DIGEST}` }] };
    assert.equal(digestIn(JSON.stringify(release), "it"), DIGEST);
    assert.equal(digestIn(JSON.stringify(release), "other"), undefined);
  });

  it("of another file does not count", () => {
    assert.equal(digestIn(`${OTHER}  other.tar.gz\n`, "it.tar.gz"), undefined);
  });

  it("of a weaker kind does not count", () => {
    assert.equal(digestIn(`${"a".repeat(40)}  it.tar.gz\n`, "it.tar.gz"), undefined);
  });
});
