import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError, Problems, cpuProblem, memoryBytes, memoryProblem, milliCpu, resourceProblems } from "../src/index.ts";
import type { Resources } from "../src/index.ts";

describe("quantities", () => {
  it("of CPU mean the same in cores and in thousandths", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 64_000 }), (milli) => {
      assert.equal(milliCpu(`${milli}m`), milli);
      assert.equal(milliCpu(String(milli / 1000)), milli);
      assert.equal(cpuProblem(`${milli}m`), undefined);
    }));
  });

  it("of memory grow with their number and their suffix", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1000 }), (count) => {
      const sizes = (["Ki", "Mi", "Gi", "Ti"] as const).map((suffix) => memoryBytes(`${count}${suffix}`));
      assert.deepEqual(sizes, [...sizes].sort((a, b) => a - b));
      assert.ok(memoryBytes(`${count + 1}Mi`) > memoryBytes(`${count}Mi`));
    }));
  });

  for (const [wrong, meant] of [["0.5 cores", "500m"], ["500M", "500m"]] as const) {
    it(`of CPU written ${wrong} are asked whether ${meant} was meant`, () => {
      assert.equal(cpuProblem(wrong)?.fix, `did you mean "${meant}"?`);
    });
  }

  for (const [wrong, meant] of [["512m", "512Mi"], ["10GB", "10Gi"], ["1g", "1Gi"]] as const) {
    it(`of memory written ${wrong} are asked whether ${meant} was meant`, () => {
      assert.equal(memoryProblem(wrong)?.fix, `did you mean "${meant}"?`);
    });
  }

  it("of nothing, or of nonsense, are refused", () => {
    for (const wrong of ["0", "0m", "-1", "", "much"]) assert.notEqual(cpuProblem(wrong), undefined, wrong);
    for (const wrong of ["0Mi", "-1Mi", "", "512"]) assert.notEqual(memoryProblem(wrong), undefined, wrong);
  });
});

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
});

describe("problems", () => {
  it("are thrown all together, one line each, with what was received, what is expected and what to do", () => {
    const problems = new Problems("App shop");
    problems.add({ path: "port", problem: "is no port", got: "0", expected: "1 to 65535", fix: "set a port" });
    problems.add({ path: "name", problem: "is empty" });
    assert.throws(() => problems.throwIfAny(), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.equal(error.message, "App shop: port: is no port; got 0; expected 1 to 65535. Fix: set a port\nApp shop: name: is empty");
      return true;
    });
  });

  it("throw nothing when there are none", () => {
    new Problems().throwIfAny();
  });
});
