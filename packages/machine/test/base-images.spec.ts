import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { baseImages } from "../src/index.ts";

const APPS = join(import.meta.dirname, "..", "..", "..", "apps");

describe("the base images", () => {
  const dockerfiles = readdirSync(APPS)
    .map((app) => join(APPS, app, "Dockerfile"))
    .filter((path) => existsSync(path));

  it("are what the Dockerfiles of all apps build upon when nobody says otherwise", () => {
    const known: readonly string[] = Object.values(baseImages);
    assert.ok(dockerfiles.length > 0);
    for (const path of dockerfiles) {
      const byDefault = /^ARG BASE_IMAGE=(\S+)$/m.exec(readFileSync(path, "utf8"))?.[1];
      assert.ok(known.includes(byDefault ?? ""), `${path}: ${byDefault ?? "no default"}`);
    }
  });

  it("can be replaced in every Dockerfile: a machine that cannot pull builds upon another", () => {
    for (const path of dockerfiles) assert.match(readFileSync(path, "utf8"), /^ARG BASE_IMAGE=\S+\nFROM \$\{BASE_IMAGE\}/m, path);
  });

  it("are of a release that does not move under anybody", () => {
    for (const image of Object.values(baseImages)) assert.match(image, /:\d+\.\d+\.\d+[a-z0-9.-]*$/);
  });

  it("are not to be changed by whoever reads them", () => {
    assert.throws(() => Object.assign(baseImages, { python: "python:latest" }), TypeError);
  });
});
