import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { statePath } from "../src/state-path.ts";

describe("a path in the state", () => {
  it("is relative to the program's folder, however it was given", () => {
    assert.equal(statePath(join(process.cwd(), "apps", "web")), "apps/web");
    assert.equal(statePath("./apps/../apps/web/"), "apps/web");
    assert.equal(statePath("../other"), "../other");
    assert.ok(statePath(tmpdir()).startsWith(".."));
  });

  it("is relative to another folder where one is named", () => {
    assert.deepEqual(["Dockerfile", "./docker/slim", "/clone/apps/web/Dockerfile", "../Dockerfile"].map((path) => statePath(path, "/clone/apps/web")), ["Dockerfile", "docker/slim", "Dockerfile", "../Dockerfile"]);
  });

  it("is a dot for the folder itself, which an engine would not take as nothing", () => {
    assert.equal(statePath("."), ".");
    assert.equal(statePath("/a", "/a"), ".");
  });
});
