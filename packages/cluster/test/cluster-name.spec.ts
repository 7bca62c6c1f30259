import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { clusterName } from "../src/index.ts";

/** What k3d allows; its containers are called after the cluster, and those names must fit a label of 63. */
const LONGEST = 32;

describe("the name of a clone's cluster", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "moorage-name-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const made = (...parts: readonly string[]): string => {
    const path = join(folder, ...parts);
    mkdirSync(path, { recursive: true });
    return path;
  };

  it("is a DNS label that k3d, kind and kwok accept, whatever the clone's folder is called", () => {
    const folderName = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).filter((name) => !/[/\0]/.test(name) && name !== "." && name !== ".." && Buffer.byteLength(name) < 200);
    fc.assert(
      fc.property(folderName, (name) => {
        const found = clusterName(made(name));
        assert.match(found, /^[a-z]([-a-z0-9]*[a-z0-9])?$/);
        assert.ok(found.length <= LONGEST);
      }),
    );
  });

  it("is another one for each of a hundred clones side by side", () => {
    const names = Array.from({ length: 100 }, (_, index) => clusterName(made(`clone-${index}`, ".moorage")));
    assert.equal(new Set(names).size, 100);
  });

  it("does not depend on how the path is written", () => {
    const path = made("clone", ".moorage");
    for (const same of [`${path}/`, join(path, "..", ".moorage"), `${folder}/clone/./.moorage`]) assert.equal(clusterName(same), clusterName(path), same);
  });

  it("goes with the place: a clone that was moved does not take the cluster of another for its own", () => {
    const before = clusterName(made("here"));
    renameSync(join(folder, "here"), join(folder, "there"));
    assert.notEqual(clusterName(join(folder, "there")), before);
    assert.equal(clusterName(made("here")), before);
  });

  it("is not guessed for a folder that is not there", () => {
    assert.throws(() => clusterName(join(folder, "none")), { code: "ENOENT" });
  });
});
