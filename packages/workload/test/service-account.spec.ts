import assert from "node:assert/strict";
import { serviceAccountArgs } from "../src/service-account.ts";

describe("a workload's ServiceAccount", () => {
  it("mounts no token of the API server, whatever a pod says", () => {
    assert.deepEqual(serviceAccountArgs({ name: "web", namespace: "shop" }), { metadata: { name: "web", namespace: "shop" }, automountServiceAccountToken: false });
  });
});
