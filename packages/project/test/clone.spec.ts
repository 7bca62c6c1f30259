import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { cloneOf, stateOf } from "../src/clone.ts";
import { folder } from "./sources.ts";

describe("the clone of a folder", () => {
  it("is the nearest folder above that has a workspace file, or the folder itself if it has one", () => {
    const root = folder("pnpm-workspace.yaml");
    const deep = join(root, "examples", "tour");
    mkdirSync(deep, { recursive: true });
    assert.deepEqual([cloneOf(deep), cloneOf(root)], [root, root]);
  });

  it("is the folder itself where there is none above", () => {
    const alone = folder();
    assert.equal(cloneOf(alone), alone);
  });

  it("keeps its state for all its projects in one place", () => {
    const root = folder("pnpm-workspace.yaml", "examples/tour/Pulumi.yaml");
    assert.equal(stateOf(join(root, "examples", "tour")), join(root, ".moorage"));
    assert.equal(stateOf(root), join(root, ".moorage"));
  });
});
