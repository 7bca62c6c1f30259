import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { requireDisk } from "../src/require-disk.ts";

describe("The disk of a cluster", () => {
  it("may have room", async () => assert.doesNotReject(requireDisk(tmpdir(), 1, "a cluster")));

  it("is said to be too full by its folder, what is left, what needs more, and what to do", async () => {
    const needed = 2 ** 60;
    await assert.rejects(requireDisk(tmpdir(), needed, "a cluster"), (error: Error & { code?: string }) => {
      assert.equal(error.code, "disk-full");
      assert.match(error.message, new RegExp(`^${tmpdir()} has \\d+ MiB left, and a cluster needs ${needed / 1024 ** 2}\\. Fix: free some space, then run \`pnpm moorage cluster up\`$`));
      return true;
    });
  });
});
