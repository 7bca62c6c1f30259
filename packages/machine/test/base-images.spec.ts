import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { baseImages } from "../src/index.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");

/** Dockerfiles of this repository's own below a folder. */
function below(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : below(path);
    return /^Dockerfile/.test(entry.name) && !entry.name.endsWith(".dockerignore") ? [path] : [];
  });
}

describe("the base images", () => {
  const dockerfiles = ["apps", "examples"].flatMap((folder) => below(join(ROOT, folder)));

  it("are what the Dockerfiles of all apps build upon when nobody says otherwise", () => {
    const known: readonly string[] = Object.values(baseImages);
    assert.ok(dockerfiles.length > 10);
    for (const path of dockerfiles) {
      const defaults = [...readFileSync(path, "utf8").matchAll(/^ARG (?:BASE|BUILD)_IMAGE=(\S+)$/gm)].map(([, image]) => image ?? "");
      assert.ok(defaults.length > 0, `${path}: no default`);
      for (const image of defaults) assert.ok(known.includes(image), `${path}: ${image}`);
    }
  });

  it("can be replaced in every Dockerfile: a machine that cannot pull builds upon another", () => {
    for (const path of dockerfiles) assert.match(readFileSync(path, "utf8"), /^ARG BASE_IMAGE=\S+\n(?:[\s\S]*\n)?FROM \$\{BASE_IMAGE\}/m, path);
  });

  it("are of a release that does not move under anybody", () => {
    for (const image of Object.values(baseImages)) assert.match(image, /:\d+\.\d+\.\d+[a-z0-9._-]*$/);
  });

  it("are not to be changed by whoever reads them", () => {
    assert.throws(() => Object.assign(baseImages, { python: "python:latest" }), TypeError);
  });
});
