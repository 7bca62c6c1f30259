import assert from "node:assert/strict";
import fc from "fast-check";
import { pathText } from "../../src/model/property-path.ts";
import { differences, leaves } from "../../src/model/tree-diff.ts";

/** Each difference as `path: before → after`. */
function told(before: unknown, after: unknown): readonly string[] {
  const text = (difference: object, side: "before" | "after"): string => (side in difference ? JSON.stringify((difference as Record<string, unknown>)[side]) : "-");
  return differences(before, after).map((difference) => `${pathText(difference.path)}: ${text(difference, "before")} → ${text(difference, "after")}`).sort();
}

describe("difference of two trees", () => {
  const cases: readonly (readonly [string, unknown, unknown, readonly string[]])[] = [
    ["nothing", { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
    ["a value", { a: { b: 1 } }, { a: { b: 2 } }, ["a.b: 1 → 2"]],
    ["what comes", {}, { a: { b: 1, c: [] } }, ["a.b: - → 1", "a.c: - → []"]],
    ["what goes", { a: { b: 1 } }, {}, ["a.b: 1 → -"]],
    ["a type", { a: "1" }, { a: 1 }, ['a: "1" → 1']],
    ["an object that becomes a text", { a: { b: 1 } }, { a: "x" }, ["a.b: 1 → -", 'a: - → "x"']],
    ["a list of plain values as one", { args: ["a", "b"] }, { args: ["a", "c"] }, ['args: ["a","b"] → ["a","c"]']],
    ["no order of plain values", { hosts: ["a", "b"] }, { hosts: ["b", "a"] }, []],
    ["the order of arguments", { args: ["a", "b"] }, { args: ["b", "a"] }, ['args: ["a","b"] → ["b","a"]']],
    ["the same value twice", { hosts: ["a", "a", "b"] }, { hosts: ["a", "b", "b"] }, ['hosts: ["a","a","b"] → ["a","b","b"]']],
    ["no order of named items", { env: [{ name: "A", value: "1" }, { name: "B", value: "2" }] }, { env: [{ name: "B", value: "2" }, { name: "A", value: "1" }] }, []],
    ["one value of a named item that moved", { env: [{ name: "A", value: "1" }, { name: "B", value: "2" }] }, { env: [{ name: "B", value: "3" }, { name: "A", value: "1" }] }, ['env[name=B].value: "2" → "3"']],
    ["an item that comes before others", { env: [{ name: "B", value: "2" }] }, { env: [{ name: "A", value: "1" }, { name: "B", value: "2" }] }, ['env[name=A].value: - → "1"']],
    ["an item that goes", { env: [{ name: "A", value: "1" }, { name: "B", value: "2" }] }, { env: [{ name: "B", value: "2" }] }, ['env[name=A].value: "1" → -']],
    ["an item that is nothing but its name", { ports: [] }, { ports: [{ containerPort: 80 }] }, ["ports[containerPort=80].containerPort: - → 80"]],
    ["items of one name", { env: [{ name: "A", value: "1" }, { name: "A", value: "2" }] }, { env: [{ name: "A", value: "1" }, { name: "A", value: "3" }] }, ['env[name=A#2].value: "2" → "3"']],
    ["an item that nothing names, which looks alike", { from: [{ selector: { a: "1" } }] }, { from: [{ selector: { a: "2" } }] }, ['from[0].selector.a: "1" → "2"']],
    ["items that nothing names in another order", { from: [{ s: { a: "1" } }, { t: { b: "1" } }] }, { from: [{ t: { b: "1" } }, { s: { a: "1" } }] }, []],
    ["an item that nothing names more", { from: [{ s: { a: "1" } }] }, { from: [{ s: { a: "1" } }, { t: { b: "1" } }] }, ['from[1].t.b: - → "1"']],
    ["the order of init containers", { initContainers: [{ name: "a", image: "x" }, { name: "b", image: "x" }] }, { initContainers: [{ name: "b", image: "x" }, { name: "a", image: "x" }] }, ['initContainers: ["name=a","name=b"] → ["name=b","name=a"]']],
    ["deep inside lists", { c: [{ name: "w", m: [{ mountPath: "/a", name: "x" }] }] }, { c: [{ name: "w", m: [{ mountPath: "/a", name: "y" }] }] }, ['c[name=w].m[mountPath=/a].name: "x" → "y"']],
    ["an empty object that gets something", { emptyDir: {} }, { emptyDir: { sizeLimit: "1Gi" } }, ['emptyDir.sizeLimit: - → "1Gi"']],
  ];
  for (const [what, before, after, expected] of cases) it(`is ${what}`, () => assert.deepEqual(told(before, after), expected));

  const named = fc.uniqueArray(fc.record({ name: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"), value: fc.string() }), { selector: ({ name }) => name, maxLength: 8 });

  it("does not know the order of named items, whatever they are", () => {
    fc.assert(fc.property(named.chain((items) => fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length }))), ([items, shuffled]) => {
      assert.deepEqual(differences({ env: items }, { env: shuffled }), []);
    }));
  });

  it("is one of each item that comes, goes or changes", () => {
    fc.assert(fc.property(named, named, (before, after) => {
      const values = (items: typeof before) => new Map(items.map(({ name, value }) => [name, value]));
      const [was, is] = [values(before), values(after)];
      const changed = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name));
      assert.deepEqual(differences({ env: before }, { env: after }).map(({ path }) => pathText(path)).sort(), changed.map((name) => `env[name=${name}].value`).sort());
    }));
  });

  it("is none of a tree with itself, whatever it is", () => {
    fc.assert(fc.property(fc.jsonValue(), (tree) => assert.deepEqual(differences({ tree }, structuredClone({ tree })), [])));
  });
});

describe("leaves of a tree", () => {
  it("are its values, lists of plain values as one", () => {
    assert.deepEqual(leaves({ a: { b: 1 }, c: ["x", "y"], d: [{ name: "n", e: true }], f: [] }).map(({ path, value }) => [pathText(path), value]), [["a.b", 1], ["c", ["x", "y"]], ["d[name=n].e", true], ["f", []]]);
  });

  it("are none of nothing", () => {
    assert.deepEqual(leaves({}), []);
    assert.deepEqual(leaves(undefined), []);
  });
});
