import assert from "node:assert/strict";
import fc from "fast-check";
import { canonical, isOrdered, labelItems } from "../../src/model/list-items.ts";

function labels(items: readonly unknown[]): readonly (string | undefined)[] {
  const found = labelItems(items);
  return items.map((item) => (typeof item === "object" && item !== null ? found.get(item) : undefined));
}

describe("items of lists", () => {
  const named: readonly (readonly [string, object, string])[] = [
    ["its name", { name: "web", image: "a" }, "name=web"],
    ["its path in the container, before the name of its volume", { name: "data", mountPath: "/data" }, "mountPath=/data"],
    ["its name before its port", { name: "http", containerPort: 80 }, "name=http"],
    ["its port in the container", { containerPort: 80, protocol: "TCP" }, "containerPort=80"],
    ["its key", { key: "a", path: "b" }, "key=a"],
    ["its path", { path: "/api", pathType: "Prefix" }, "path=/api"],
    ["its host", { host: "a.example.com", http: {} }, "host=a.example.com"],
    ["its port", { port: 80 }, "port=80"],
    ["the name in its metadata", { metadata: { name: "data" }, spec: {} }, "name=data"],
  ];
  for (const [what, item, label] of named) it(`are named by ${what}`, () => assert.deepEqual(labels([item]), [label]));

  it("are named by nothing else", () => assert.deepEqual(labels([{ podSelector: {} }, { name: "" }, { name: {} }, "a", 1, null]), Array<undefined>(6).fill(undefined)));

  it("are told apart where one name is there twice", () => assert.deepEqual(labels([{ name: "a" }, { name: "b" }, { name: "a" }]), ["name=a", "name=b", "name=a#2"]));

  it("are found however deep they are", () => {
    const env = { name: "A" };
    assert.equal(labelItems({ spec: { containers: [{ name: "web", env: [env] }] } }).get(env), "name=A");
  });

  it("keep their order where it means something", () => {
    assert.deepEqual(["args", "command", "initContainers", "env", "containers", "ports"].map(isOrdered), [true, true, true, false, false, false]);
  });
});

describe("canonical text", () => {
  it("does not know the order of keys, and knows that of items", () => {
    assert.equal(canonical({ b: [{ d: 1, c: 2 }], a: 1 }), canonical({ a: 1, b: [{ c: 2, d: 1 }] }));
    assert.notEqual(canonical([1, 2]), canonical([2, 1]));
  });

  it("tells text from numbers, and nothing from null", () => {
    assert.notEqual(canonical("1"), canonical(1));
    assert.equal(canonical(undefined), "");
    assert.equal(canonical(null), "null");
  });

  it("is the same for the same JSON in whatever order", () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      assert.equal(canonical(Object.fromEntries(Object.entries(value).reverse())), canonical(value));
    }));
  });
});
