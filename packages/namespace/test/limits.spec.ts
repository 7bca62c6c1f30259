import assert from "node:assert/strict";
import { Problems, memoryBytes, milliCpu, resourcePresets } from "@moorage/core";
import { namespaceDefaults } from "../src/index.ts";
import type { NamespaceLimits, NamespaceQuota } from "../src/index.ts";
import { limitsProblems, resolvedLimits } from "../src/limits.ts";
import { limitsOfQuota, resolvedQuota } from "../src/quota.ts";

function found(limits: NamespaceLimits, quota: NamespaceQuota | false = {}): readonly string[] {
  const problems = new Problems();
  limitsProblems(problems, limits, quota);
  return problems.found.map(({ path, problem }) => `${path}: ${problem}`);
}

describe("The limits of a namespace", () => {
  it("ask for as little as a native program, and let Python and Node.js live", () => {
    const { requests, limits } = resolvedLimits({}, {});
    assert.deepEqual(requests, resourcePresets.native.requests);
    for (const runtime of ["python", "node"] as const) assert.ok(memoryBytes(limits.memory) >= memoryBytes(resourcePresets[runtime].limits.memory), runtime);
  });

  const quotas: readonly (NamespaceQuota | false)[] = [{}, false, { cpu: "10m" }, { memory: "32Mi" }, { "ephemeral-storage": "1Mi" }, { cpu: "100m", memory: "100Mi", "ephemeral-storage": "100Mi" }, { cpu: "1000", memory: "4Ti" }];
  for (const quota of quotas) {
    it(`are never above one another or the quota, when nothing is said of them: ${JSON.stringify(quota)}`, () => {
      const { requests, limits, max } = resolvedLimits({}, quota);
      const rising = [requests, limits, max, ...(quota === false ? [] : [limitsOfQuota(quota)])];
      for (const [index, higher] of rising.slice(1).entries()) {
        const lower = rising[index]!;
        assert.ok(milliCpu(lower.cpu) <= milliCpu(higher.cpu), `cpu ${index}`);
        assert.ok(memoryBytes(lower.memory) <= memoryBytes(higher.memory), `memory ${index}`);
        assert.ok(memoryBytes(lower["ephemeral-storage"]) <= memoryBytes(higher["ephemeral-storage"]), `storage ${index}`);
      }
      if (quota !== false) assert.ok(milliCpu(requests.cpu) <= milliCpu(resolvedQuota(quota).cpu) && memoryBytes(requests.memory) <= memoryBytes(resolvedQuota(quota).memory));
      assert.deepEqual(found({}, quota), []);
    });
  }

  it("give way to a most that is lower than the default, where nothing else is said", () => {
    const { requests, limits } = resolvedLimits({ max: { memory: "32Mi" } }, {});
    assert.deepEqual([requests.memory, limits.memory], ["32Mi", "32Mi"]);
    assert.deepEqual([requests.cpu, limits.cpu], [namespaceDefaults.container.requests.cpu, namespaceDefaults.container.limits.cpu]);
    assert.deepEqual(found({ max: { memory: "32Mi" } }), []);
  });

  it("are refused when a request is above its limit", () => {
    assert.deepEqual(found({ requests: { memory: "2Gi" } }), ["limits.requests.memory: 2Gi is above the limit"]);
    assert.deepEqual(found({ requests: { cpu: "300m" }, limits: { cpu: "300m" } }), []);
  });

  it("are refused when a limit is above what any container may have, be that the default", () => {
    assert.deepEqual(found({ limits: { memory: "2Gi" }, max: { memory: "1Gi" } }), ["limits.limits.memory: 2Gi is above what any container may have"]);
    assert.deepEqual(found({ limits: { cpu: "9" } }), ["limits.limits.cpu: 9 is above what any container may have"]);
  });

  it("are refused when they are above the quota: no container without limits of its own would be admitted", () => {
    assert.deepEqual(found({ limits: { memory: "4Gi" } }, { memory: "1Gi" }), ["limits.limits.memory: 4Gi is above what any container may have"]);
    assert.deepEqual(found({ max: { cpu: "8" } }, { cpu: "2" }), ["limits.max.cpu: 8 is above what the quota lets all containers have"]);
    assert.deepEqual(found({ requests: { memory: "80Mi" } }, { memory: "64Mi" }), ["limits.requests.memory: 80Mi is above what the quota lets all containers ask for"]);
    assert.deepEqual(found({ max: { cpu: "8" } }, false), []);
  });

  it("say what would be right", () => {
    const problems = new Problems("AppNamespace apps");
    limitsProblems(problems, { max: { cpu: "8" } }, { cpu: "2" });
    assert.deepEqual(problems.found, [{ path: "AppNamespace apps: limits.max.cpu", problem: "8 is above what the quota lets all containers have", expected: "at most 4000m" }]);
  });

  it("are refused for amounts that are none, once for each, and not compared then", () => {
    const wrong = { requests: { cpu: "lots" as "1" }, limits: { memory: "512m" as "512Mi" }, max: { "ephemeral-storage": "1GB" as "1Gi" } };
    assert.deepEqual(found(wrong), ["limits.requests.cpu: is no CPU quantity", "limits.limits.memory: is no size in bytes", "limits.max.ephemeral-storage: is no size in bytes"]);
  });
});
