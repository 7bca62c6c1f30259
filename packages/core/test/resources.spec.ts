import assert from "node:assert/strict";
import fc from "fast-check";
import { Problems, memoryBytes, milliCpu, resourcePresets, resourceProblems, resourcesOf } from "../src/index.ts";
import type { ResourceOverrides, Resources, Runtime } from "../src/index.ts";

const RUNTIMES = Object.keys(resourcePresets) as readonly Runtime[];

describe("resources", () => {
  const good = resourcesOf("python");
  const found = (resources: Resources): readonly string[] => {
    const problems = new Problems("Workload web");
    resourceProblems(problems, resources);
    return problems.found.map(({ path }) => path);
  };

  it("are good when no request is above its limit", () => {
    assert.deepEqual(found(good), []);
  });

  it("have every request above its limit named", () => {
    const kinds = ["cpu", "memory", "ephemeral-storage"];
    assert.deepEqual(found({ requests: good.limits, limits: good.requests }), kinds.map((kind) => `Workload web: resources.requests.${kind}`));
  });

  it("are compared by amount, not by spelling", () => {
    const storage = "1Gi";
    assert.deepEqual(found({ requests: { cpu: "1", memory: "1Gi", "ephemeral-storage": storage }, limits: { cpu: "1000m", memory: "1024Mi", "ephemeral-storage": storage } }), []);
  });

  it("have every malformed quantity named, and are not compared by it", () => {
    const wrong = { requests: { ...good.requests, cpu: "much", memory: "9Gi" }, limits: { ...good.limits, memory: "512m" } } as unknown as Resources;
    assert.deepEqual(found(wrong), ["Workload web: resources.requests.cpu", "Workload web: resources.limits.memory"]);
  });

  it("are for Python and Node.js 256Mi and 100m, for Java 512Mi and 250m, and twice that at most", () => {
    const amounts = RUNTIMES.map((runtime) => [runtime, resourcePresets[runtime].requests.memory, resourcePresets[runtime].requests.cpu]);
    assert.deepEqual(amounts, [["python", "256Mi", "100m"], ["node", "256Mi", "100m"], ["java", "512Mi", "250m"], ["native", "64Mi", "50m"]]);
    for (const { requests, limits } of Object.values(resourcePresets)) {
      assert.equal(memoryBytes(limits.memory), 2 * memoryBytes(requests.memory));
      assert.equal(milliCpu(limits.cpu), 2 * milliCpu(requests.cpu));
      assert.equal(memoryBytes(limits["ephemeral-storage"]), 2 * memoryBytes(requests["ephemeral-storage"]));
    }
  });

  it("keep what a preset says wherever nothing else is said, and limits follow the requests", () => {
    const given = resourcesOf("node", { requests: { memory: "1Gi" }, limits: { cpu: "1" } });
    assert.deepEqual(given.requests, { cpu: "100m", memory: "1Gi", "ephemeral-storage": "256Mi" });
    assert.deepEqual(given.limits, { cpu: "1", memory: "2048Mi", "ephemeral-storage": "512Mi" });
  });

  it("hold whatever is overridden, and are good if only requests are", () => {
    const memory = fc.integer({ min: 1, max: 4096 }).map((mebibytes) => `${mebibytes}Mi` as const);
    const cpu = fc.integer({ min: 1, max: 8000 }).map((milli) => `${milli}m` as const);
    fc.assert(fc.property(fc.constantFrom(...RUNTIMES), fc.record({ cpu, memory }, { requiredKeys: [] }), (runtime, requests) => {
      const merged = resourcesOf(runtime, { requests });
      assert.deepEqual(merged.requests, { ...resourcePresets[runtime].requests, ...requests });
      assert.deepEqual(found(merged), []);
    }));
  });

  it("leave a malformed quantity for the check to find", () => {
    assert.deepEqual(found(resourcesOf("java", { requests: { memory: "lots" } } as unknown as ResourceOverrides)), ["Workload web: resources.requests.memory", "Workload web: resources.limits.memory"]);
  });

  it("are presets that nobody can change for all", () => {
    assert.throws(() => Object.assign(resourcePresets.java.limits, { memory: "1Mi" }), TypeError);
  });
});
