import assert from "node:assert/strict";
import { Problems, resourceProblems } from "../src/index.ts";
import type { Resources } from "../src/index.ts";

describe("resources", () => {
  const good: Resources = { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "200m", memory: "512Mi" } };
  const found = (resources: Resources): readonly string[] => {
    const problems = new Problems("Workload web");
    resourceProblems(problems, resources);
    return problems.found.map(({ path }) => path);
  };

  it("are good when no request is above its limit", () => {
    assert.deepEqual(found(good), []);
  });

  it("have every request above its limit named", () => {
    const swapped: Resources = { requests: good.limits, limits: good.requests };
    assert.deepEqual(found(swapped), ["Workload web: resources.requests.cpu", "Workload web: resources.requests.memory"]);
  });

  it("are compared by amount, not by spelling", () => {
    assert.deepEqual(found({ requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1000m", memory: "1024Mi" } }), []);
  });

  it("have every malformed quantity named, and are not compared by it", () => {
    const wrong = { requests: { cpu: "much", memory: "9Gi" }, limits: { cpu: "200m", memory: "512m" } } as unknown as Resources;
    assert.deepEqual(found(wrong), ["Workload web: resources.requests.cpu", "Workload web: resources.limits.memory"]);
  });
});
