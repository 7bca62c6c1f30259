import assert from "node:assert/strict";
import { join } from "node:path";
import { baseImages } from "@moorage/machine";
import { baseImagesIn, recipeOf } from "../src/base-images.ts";
import { projectsOf } from "../src/project.ts";
import { workspace } from "../src/workspace.ts";
import { StandInMachine } from "./stand-in-machine.ts";

describe("the base images of projects", () => {
  let machine: StandInMachine;
  beforeEach(() => {
    machine = new StandInMachine();
  });
  afterEach(() => machine.remove());

  const folder = (...parts: readonly string[]): string => join(machine.folder, ...parts);

  it("each have a recipe for a stand-in of another name", () => {
    assert.deepEqual(Object.keys(recipeOf), Object.values(baseImages));
    assert.equal(new Set(Object.values(recipeOf).map(({ name }) => name)).size, Object.keys(recipeOf).length);
  });

  it("are those that their Dockerfiles name, whatever the files are called and wherever they are", () => {
    machine.write("p/apps/web/Dockerfile", `ARG BASE_IMAGE=${baseImages.node}\nFROM \${BASE_IMAGE}\n`);
    machine.write("p/apps/Dockerfile.back", `FROM ${baseImages.python}\n`);
    assert.deepEqual(baseImagesIn([folder("p")]), [baseImages.python, baseImages.node]);
  });

  it("are not those of other files, of dependencies, or of projects below", () => {
    machine.write("p/README.md", baseImages.node);
    machine.write("p/Dockerfile.dockerignore", baseImages.node);
    machine.write("p/node_modules/x/Dockerfile", `FROM ${baseImages.node}\n`);
    machine.write("p/examples/y/Dockerfile", `FROM ${baseImages.node}\n`);
    assert.deepEqual(baseImagesIn([folder("p")]), []);
    assert.deepEqual(baseImagesIn([folder("p", "examples", "y")]), [baseImages.node]);
  });

  it("are one for board", () => {
    const { root } = workspace();
    assert.deepEqual(baseImagesIn([projectsOf(root)[0]?.folder ?? ""]), [baseImages.python]);
  });

  it("are known all of them, so that every Dockerfile of this repository can be built where nothing can be pulled", () => {
    const { root } = workspace();
    assert.deepEqual(baseImagesIn(projectsOf(root).map((each) => each.folder)), Object.values(baseImages));
  });
});
