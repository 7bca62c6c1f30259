import assert from "node:assert/strict";
import fc from "fast-check";
import { atLeast, versionIn } from "../src/version.ts";

const number = fc.nat(400);
const version = fc.tuple(number, number, number);

describe("versions", () => {
  it("are found in what programs say of themselves", () => {
    assert.deepEqual(versionIn("v3.250.0"), [3, 250, 0]);
    assert.deepEqual(versionIn("go1.26"), [1, 26, 0]);
    assert.deepEqual(versionIn("etcd Version: 3.7.3\nGit SHA: 1234567"), [3, 7, 3]);
    assert.deepEqual(versionIn("kwok version v0.8.0 go1.26.8 (linux/amd64)"), [0, 8, 0]);
    assert.deepEqual(versionIn("Client Version: v1.36.3\nKustomize Version: v5.8.1"), [1, 36, 3]);
    assert.equal(versionIn("command not found"), undefined);
  });

  it("compare by number, not by letter", () => {
    assert.ok(atLeast([3, 250, 0], [3, 68, 0]));
    assert.ok(!atLeast([3, 68, 9], [3, 250, 0]));
  });

  it("are read back from what is written of them", () => {
    fc.assert(fc.property(version, ([major, minor, patch]) => assert.deepEqual(versionIn(`tool v${major}.${minor}.${patch}-rc.1`), [major, minor, patch])));
  });

  it("are each at least one of two", () => {
    fc.assert(fc.property(version, version, (a, b) => atLeast(a, b) || atLeast(b, a)));
  });
});
