import assert from "node:assert/strict";
import { join } from "node:path";
import { main } from "../src/index.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");

// Fails after every change of a doc comment until `pnpm run docs` has been run.
describe("docs/components", function () {
  this.timeout(60_000);

  it("is what the packages' doc comments say", async () => {
    const printed: string[] = [];
    const exitCode = await main(["--check"], { root: ROOT, print: (line) => printed.push(line) });
    assert.equal(exitCode, 0, printed.join("\n"));
  });
});
