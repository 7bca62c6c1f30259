import assert from "node:assert/strict";
import fc from "fast-check";
import { cpuProblem, memoryBytes, memoryProblem, milliCpu } from "../src/index.ts";

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

  it("of memory are the bytes they say", () => {
    const sizes = { Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3, Ti: 1024 ** 4 } as const;
    fc.assert(fc.property(fc.constantFrom("Ki", "Mi", "Gi", "Ti"), fc.integer({ min: 1, max: 4096 }), (suffix, count) => {
      assert.equal(memoryBytes(`${count}${suffix}`), count * sizes[suffix]);
      assert.equal(memoryProblem(`${count}${suffix}`), undefined);
    }));
  });

  it("of memory keep their order in every larger suffix", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1 << 20 }), fc.integer({ min: 1, max: 1 << 20 }), (one, other) => {
      assert.equal(Math.sign(memoryBytes(`${one}Mi`) - memoryBytes(`${other}Mi`)), Math.sign(one - other));
      assert.equal(memoryBytes(`${one * 1024}Ki`), memoryBytes(`${one}Mi`));
    }));
  });

  const slips = fc.tuple(fc.constantFrom("", "0", "00", "1", "12", "0.5", "0.0001", "1.5", "-2"), fc.constantFrom("", " "), fc.constantFrom("", "m", "M", "k", "K", "g", "GB", "MiB", "Gib", "core", "cores", "t", "e3", "u")).map((parts) => parts.join(""));

  it("that are refused are never answered with a spelling that would be refused too, or with the same one", () => {
    fc.assert(fc.property(fc.oneof(slips, fc.string()), (wrong) => {
      for (const check of [cpuProblem, memoryProblem]) {
        const meant = /"(.*)"/.exec(check(wrong)?.fix ?? "")?.[1];
        if (meant === undefined) continue;
        assert.equal(check(meant), undefined, `${check.name}(${JSON.stringify(wrong)}) suggests ${meant}`);
        assert.notEqual(meant, wrong);
      }
    }), { numRuns: 1000 });
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
