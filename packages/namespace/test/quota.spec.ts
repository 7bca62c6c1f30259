import assert from "node:assert/strict";
import { Problems, memoryBytes, milliCpu, resourcePresets } from "@moorage/core";
import { namespaceDefaults } from "../src/index.ts";
import type { NamespaceQuota } from "../src/index.ts";
import { hardOf, limitsOfQuota, quotaProblems } from "../src/quota.ts";

function found(quota: NamespaceQuota): readonly string[] {
  const problems = new Problems();
  quotaProblems(problems, quota);
  return problems.found.map(({ path, problem }) => `${path}: ${problem}`);
}

describe("The quota of a namespace", () => {
  it("is enough for fifty pods of every preset while all of them are replaced at once", () => {
    const { quota } = namespaceDefaults;
    const pods = 2 * 50;
    for (const [runtime, { requests, limits }] of Object.entries(resourcePresets)) {
      for (const [amounts, most] of [[requests, quota], [limits, limitsOfQuota({})]] as const) {
        assert.ok(pods * milliCpu(amounts.cpu) <= milliCpu(most.cpu), runtime);
        assert.ok(pods * memoryBytes(amounts.memory) <= memoryBytes(most.memory), runtime);
        assert.ok(pods * memoryBytes(amounts["ephemeral-storage"]) <= memoryBytes(most["ephemeral-storage"]), runtime);
      }
    }
    assert.ok(pods <= quota.pods);
  });

  it("says of each amount what requests and what limits may add up to, in the words of a ResourceQuota", () => {
    assert.deepEqual(Object.keys(hardOf({})).sort(), [
      "limits.cpu", "limits.ephemeral-storage", "limits.memory", "persistentvolumeclaims", "pods",
      "requests.cpu", "requests.ephemeral-storage", "requests.memory", "services.loadbalancers",
    ]);
  });

  it("lets limits add up to twice what requests may", () => {
    assert.deepEqual(limitsOfQuota({ cpu: "250m", memory: "1536Mi", "ephemeral-storage": "0.5Gi" }), { cpu: "500m", memory: "3072Mi", "ephemeral-storage": "1024Mi" });
  });

  it("leaves an amount that is none as it is, for the check to find", () => {
    const wrong = { cpu: "many" as "1", memory: "64" as "64Gi", "ephemeral-storage": "1GB" as "1Gi" };
    assert.deepEqual(limitsOfQuota(wrong), wrong);
  });

  it("keeps every default that is not given another value", () => {
    assert.deepEqual(hardOf({ pods: 7 }), { ...hardOf({}), pods: "7" });
    assert.deepEqual(hardOf({ "services.loadbalancers": 0, cpu: "1" }), { ...hardOf({}), "services.loadbalancers": "0", "requests.cpu": "1", "limits.cpu": "2000m" });
  });

  it("may forbid a kind of thing altogether", () => assert.deepEqual(found({ persistentVolumeClaims: 0, "services.loadbalancers": 0 }), []));

  it("is refused for counts that are none", () => {
    assert.deepEqual(found({ pods: 1.5, persistentVolumeClaims: -1, "services.loadbalancers": NaN }), ["quota.pods: is no count", "quota.persistentVolumeClaims: is no count", "quota.services.loadbalancers: is no count"]);
    assert.deepEqual(found({ pods: "20" as unknown as number }), ["quota.pods: is no count"]);
  });

  it("is refused for amounts that are none", () => {
    assert.deepEqual(found({ cpu: "many" as "1", memory: "64" as "64Gi", "ephemeral-storage": "1GB" as "1Gi" }), ["quota.cpu: is no CPU quantity", "quota.memory: is no size in bytes", "quota.ephemeral-storage: is no size in bytes"]);
  });
});
