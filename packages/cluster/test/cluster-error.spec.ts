import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { skip } from "@moorage/testing";
import { ClusterError } from "../src/index.ts";
import { understood } from "../src/cluster-error.ts";

const thrownBy = (act: () => void): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe("an error about a cluster", () => {
  it("has a code for programs, a line for people and what it came from", () => {
    const cause = new Error("below");
    const error = new ClusterError("not-ready", "it is not ready", { cause });
    assert.ok(error instanceof Error);
    assert.deepEqual([error.name, error.code, error.message, error.cause], ["ClusterError", "not-ready", "it is not ready", cause]);
  });
});

describe("what a failure of the file system means", () => {
  it("is a full disk where one really is full", function () {
    if (!existsSync("/dev/full")) skip(this, "tests of a full disk: there is no /dev/full here");
    const failure = thrownBy(() => writeFileSync("/dev/full", "text"));
    const error = understood(failure);
    assert.ok(error instanceof ClusterError);
    assert.equal(error.code, "disk-full");
    assert.match(error.message, /^the disk is full: no space left on device.*Fix: free some space/);
    assert.equal(error.cause, failure);
  });

  for (const [code, wanted] of [["EDQUOT", "disk-full"], ["EPERM", "not-writable"]] as const) {
    it(`is ${wanted} for ${code}, said without the code`, () => {
      const error = understood(Object.assign(new Error(`${code}: told so, mkdir '/state'`), { code }));
      assert.ok(error instanceof ClusterError);
      assert.equal(error.code, wanted);
      assert.match(error.message, /told so, mkdir '\/state'\. Fix: /);
      assert.doesNotMatch(error.message, new RegExp(code));
    });
  }

  it("is not made up where a file is only missing", () => {
    const folder = mkdtempSync(join(tmpdir(), "moorage-error-"));
    rmSync(folder, { recursive: true });
    const failure = thrownBy(() => writeFileSync(join(folder, "file"), ""));
    assert.ok(failure instanceof Error);
    assert.equal(understood(failure), failure);
  });

  it("is not looked for in an error that says already what to do", () => {
    const error = Object.assign(new ClusterError("busy", "wait"), { code: "ENOSPC" });
    assert.equal(understood(error), error);
  });

  it("is not looked for in what is no error", () => {
    fc.assert(fc.property(fc.anything(), (value) => assert.equal(Object.is(understood(value), value), true)));
  });
});
