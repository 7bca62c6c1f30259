import assert from "node:assert/strict";
import fc from "fast-check";
import { dependencyOrder, dependencyProblems } from "../src/dependency-order.ts";

const NAMES = ["a", "b", "c", "d", "e", "f"] as const;
const graph = fc.dictionary(fc.constantFrom(...NAMES), fc.uniqueArray(fc.constantFrom<string>(...NAMES), { maxLength: 3 })).map((edges) => {
  const known = Object.keys(edges);
  return Object.fromEntries(Object.entries(edges).map(([name, wanted]) => [name, wanted.filter((each) => known.includes(each))]));
});

describe("the order of dependencies", () => {
  it("has everything after what it depends on, or a cycle that is really one", () => {
    fc.assert(fc.property(graph, (dependencies) => {
      const found = dependencyOrder(dependencies);
      if ("order" in found) {
        assert.deepEqual([...found.order].sort(), Object.keys(dependencies).sort());
        for (const [name, wanted] of Object.entries(dependencies)) for (const before of wanted) assert.ok(found.order.indexOf(before) < found.order.indexOf(name));
      } else {
        assert.ok(found.cycle.length >= 2);
        assert.equal(found.cycle[0], found.cycle.at(-1));
        for (const [index, name] of found.cycle.slice(0, -1).entries()) assert.ok(dependencies[name]?.includes(found.cycle[index + 1] ?? ""));
      }
    }), { numRuns: 300 });
  });

  it("is the order in which they were written where nothing else is asked for", () => {
    assert.deepEqual(dependencyOrder({ web: [], api: [], worker: [] }), { order: ["web", "api", "worker"] });
    assert.deepEqual(dependencyOrder({ web: ["api"], worker: [], api: [] }), { order: ["api", "web", "worker"] });
  });

  it("leaves out names that nothing has", () => {
    assert.deepEqual(dependencyOrder({ web: ["nobody"] }), { order: ["web"] });
  });

  it("is no order for what waits for itself", () => {
    assert.deepEqual(dependencyOrder({ web: ["web"] }), { cycle: ["web", "web"] });
  });
});

describe("what is wrong with dependencies", () => {
  it("is nothing when there is an order", () => {
    assert.deepEqual(dependencyProblems("", { web: ["api"], api: [] }), []);
  });

  it("is each name that nothing has, with those that there are", () => {
    assert.deepEqual(dependencyProblems("App shop: services.", { web: ["apl", "x"], api: [] }).map(({ path, problem, expected }) => [path, problem, expected]), [
      ["App shop: services.web.dependsOn", 'names "apl", which is no service', "one of web, api"],
      ["App shop: services.web.dependsOn", 'names "x", which is no service', "one of web, api"],
    ]);
  });

  it("is a circle, printed whole", () => {
    assert.deepEqual(dependencyProblems("", { a: ["b"], b: ["c"], c: ["a"], d: ["a"] }).map(({ problem }) => problem), ["goes in a circle: a → b → c → a"]);
  });
});
