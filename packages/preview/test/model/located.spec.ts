import assert from "node:assert/strict";
import { found, located, reordered } from "../../src/model/located.ts";
import { parsePath, pathText } from "../../src/model/property-path.ts";

const MARK = "secret!";
const tree = { spec: { containers: [{ name: "a", env: [{ name: "X", value: "1" }] }, { name: "b", args: ["--x"], env: MARK }], from: [{ podSelector: { app: "c" } }] } };

describe("path in a tree", () => {
  const paths: readonly (readonly [string, string])[] = [
    ["spec.containers[1].args", "spec.containers[name=b].args"],
    ["spec.containers[0].env[0].value", "spec.containers[name=a].env[name=X].value"],
    ["spec.containers[1].args[0]", "spec.containers[name=b].args[0]"],
    ["spec.from[0].podSelector.app", "spec.from[0].podSelector.app"],
    ["spec.containers[7].image", "spec.containers[7].image"],
    ["nothing[0].here", "nothing[0].here"],
  ];
  for (const [engine, people] of paths) it(`is ${people} where the engine says ${engine}`, () => assert.equal(pathText(located(parsePath(engine), tree)), people));

  it("finds what is there, wherever the item is in its list", () => {
    const path = located(parsePath("spec.containers[0].env[0].value"), tree);
    const turned = { spec: { containers: [...tree.spec.containers].reverse() } };
    assert.equal(found(path, turned, MARK), "1");
  });

  it("finds nothing where nothing is", () => {
    assert.equal(found(parsePath("spec.missing[0].x"), tree, MARK), undefined);
    assert.equal(found(["spec", "containers", { item: "name=c" }, "image"], tree, MARK), undefined);
    assert.equal(found(["spec", { item: "name=c" }], tree, MARK), undefined);
  });

  it("finds a secret on the way", () => {
    assert.equal(found(["spec", "containers", { item: "name=b" }, "env", 0, "value"], tree, MARK), MARK);
  });
});

describe("reordered list", () => {
  const path = parsePath("spec.ports[0].port");
  const ports = (...numbers: readonly number[]) => ({ spec: { ports: numbers.map((port) => ({ port })) } });

  it("holds the same in another order", () => assert.ok(reordered(path, ports(1, 2, 3), ports(3, 1, 2))));
  it("is not one that is the same", () => assert.ok(!reordered(path, ports(1, 2), ports(1, 2))));
  it("is not one that holds something else", () => assert.ok(!reordered(path, ports(1, 2), ports(2, 3))));
  it("is none where there is no list", () => {
    assert.ok(!reordered(path, {}, ports(1)));
    assert.ok(!reordered(parsePath("spec"), ports(1, 2), ports(2, 1)));
  });
});
