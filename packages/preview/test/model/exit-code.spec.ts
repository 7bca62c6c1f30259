import assert from "node:assert/strict";
import { exitCode, failedPreview } from "../../src/model/index.ts";
import { CONFIG_MAP, SOURCE, begins, modelOf, object, outputs } from "./streams.ts";

describe("exit code", () => {
  const nothing = modelOf([]);
  const update = modelOf([begins({ op: "update", type: CONFIG_MAP, name: "a", old: object("a", { data: { x: "1" } }), new: object("a", { data: { x: "2" } }) })]);
  const deletion = modelOf([begins({ op: "delete", type: CONFIG_MAP, name: "a", old: object("a") })]);
  const failed = failedPreview("no stack", SOURCE);

  it("is 0 without changes, and without previews", () => {
    assert.equal(exitCode([nothing, nothing]), 0);
    assert.equal(exitCode([]), 0);
  });

  it("is 2 with changes of resources", () => assert.equal(exitCode([nothing, update]), 2));

  it("is 2 where only outputs change, even if it breaks others", () => {
    assert.equal(exitCode([modelOf([outputs({ url: "a" }, { url: "b" })])]), 2);
    assert.equal(exitCode([modelOf([outputs({ url: "a" }, {})])]), 2);
  });

  it("is 2 where only an image is built", () => {
    const built = { ...nothing, imagesBuilt: [{ name: "board-api:1", urn: "" }] };
    assert.equal(exitCode([built]), 2);
  });

  it("is 3 with destructive changes", () => assert.equal(exitCode([update, deletion, nothing]), 3));

  it("is 1 with a failed one, whatever the others are", () => {
    for (const others of [[], [nothing], [update], [deletion]]) {
      assert.equal(exitCode([...others, failed]), 1);
      assert.equal(exitCode([failed, ...others]), 1);
    }
  });
});
