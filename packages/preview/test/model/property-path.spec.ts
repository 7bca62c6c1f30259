import assert from "node:assert/strict";
import fc from "fast-check";
import { namesOf, onTheSameWay, parsePath, pathText } from "../../src/model/property-path.ts";

describe("property path", () => {
  const paths: readonly (readonly [string, readonly (string | number)[]])[] = [
    ["spec", ["spec"]],
    ["spec.replicas", ["spec", "replicas"]],
    ["spec.containers[0].env[12].value", ["spec", "containers", 0, "env", 12, "value"]],
    ['metadata.annotations["example.com/owner"]', ["metadata", "annotations", "example.com/owner"]],
    ['["first part"].second', ["first part", "second"]],
    [String.raw`data["a\"b"]`, ["data", 'a"b']],
    [String.raw`data["a\\b"]`, ["data", String.raw`a\b`]],
    ["list[0][1]", ["list", 0, 1]],
    ["", []],
  ];

  for (const [text, path] of paths) {
    it(`reads ${text === "" ? "nothing" : text}`, () => {
      assert.deepEqual(parsePath(text), path);
      assert.equal(pathText(path), text);
    });
  }

  it("is read as it was written, whatever its names are", () => {
    const segment = fc.oneof(fc.nat(99), fc.stringMatching(/^[ -~]+$/), fc.constantFrom("spec", "a.b", "a[0]", '"', "\\"));
    fc.assert(fc.property(fc.array(segment, { minLength: 1 }), (path) => {
      assert.deepEqual(parsePath(pathText(path)), path);
    }));
  });

  it("names items of lists by what names them", () => {
    assert.equal(pathText(["containers", { item: "name=web" }, "image"]), "containers[name=web].image");
  });

  it("knows the names on the way, without items", () => {
    assert.deepEqual(namesOf(["spec", "containers", { item: "name=web" }, "env", 3, "value"]), ["spec", "containers", "env", "value"]);
  });

  it("is on the same way as what is in it, and as what it is in", () => {
    assert.ok(onTheSameWay(["spec", "containers", 0], ["spec", "containers", { item: "name=web" }, "image"]));
    assert.ok(onTheSameWay(["spec", "containers", 1, "image"], ["spec"]));
    assert.ok(!onTheSameWay(["spec", "replicas"], ["spec", "template"]));
    assert.ok(!onTheSameWay(["metadata"], ["spec"]));
  });
});
