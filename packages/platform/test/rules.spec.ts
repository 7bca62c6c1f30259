import assert from "node:assert/strict";
import { cloudRules, localRules } from "../src/index.ts";

describe("The rules of an environment", () => {
  it("are none on a laptop", () => {
    assert.deepEqual(localRules, { minimumReplicas: 1, tlsRequired: false, digestsRequired: false, protectData: false });
  });

  it("are two replicas, TLS, digests and protected data in the cloud", () => {
    assert.deepEqual(cloudRules, { minimumReplicas: 2, tlsRequired: true, digestsRequired: true, protectData: true });
  });

  it("cannot be changed by a program", () => {
    for (const rules of [localRules, cloudRules]) {
      assert.throws(() => Object.assign(rules, { tlsRequired: !rules.tlsRequired }), TypeError);
      assert.throws(() => Object.assign(rules, { more: true }), TypeError);
    }
  });
});
