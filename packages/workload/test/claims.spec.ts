import assert from "node:assert/strict";
import { Problems } from "@moorage/core";
import type { Claim } from "../src/index.ts";
import { claimMounts, claimProblems, claimTemplates } from "../src/claims.ts";
import type { Claims } from "../src/claims.ts";

const data: Claim = { path: "/data", size: "10Gi" };

function linesOf(claims: Claims, others: Parameters<typeof claimProblems>[2] = {}): readonly string[] {
  const problems = new Problems();
  claimProblems(problems, claims, others);
  return problems.found.map(({ path, problem, fix }) => [`${path}: ${problem}`, fix].filter((each) => each !== undefined).join("; "));
}

describe("claims", () => {
  it("are volumes of one node of the cluster's default class, unless told otherwise", () => {
    assert.deepEqual(claimTemplates({ data }, { app: "queue" }), [
      { metadata: { name: "data", labels: { app: "queue" } }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } } },
    ]);
    const [template] = claimTemplates({ data: { ...data, storageClass: "fast", accessMode: "ReadWriteMany" } }, {});
    assert.deepEqual(template?.spec, { accessModes: ["ReadWriteMany"], resources: { requests: { storage: "10Gi" } }, storageClassName: "fast" });
  });

  it("are mounted where each says", () => {
    assert.deepEqual(claimMounts({ data, log: { path: "/log", size: "1Gi" } }), { "/data": { volume: "data" }, "/log": { volume: "log" } });
  });

  it("may be none, or several in different places", () => {
    assert.deepEqual(linesOf({}), []);
    assert.deepEqual(linesOf({ data, log: { path: "/log", size: "1Gi", storageClass: "slow", accessMode: "ReadWriteOncePod" } }, { writable: { "/cache": "1Mi" }, mounts: { "/certs": {} } }), []);
  });

  it("are told their faults, with the size that was meant", () => {
    assert.deepEqual(linesOf({ Data: { path: "data", size: "10GB" as "10Gi", storageClass: "", accessMode: "rwo" as "ReadWriteMany" } }), [
      'claims.Data: has "D" at position 1',
      "claims.Data.path: is no path to mount at",
      'claims.Data.size: is no size in bytes; did you mean "10Gi"?',
      "claims.Data.storageClass: is empty, which means that nothing makes the volume",
      "claims.Data.accessMode: is none that there is",
    ]);
  });

  it("are not where another folder is", () => {
    const size = "1Gi";
    assert.deepEqual(linesOf({ a: { path: "/tmp", size }, b: { path: "/cache", size }, c: { path: "/certs", size }, d: { path: "/data", size }, e: { path: "/data", size } }, { writable: { "/cache": "1Mi" }, mounts: { "/certs": {} } }), [
      "claims.a.path: /tmp is also the folder that every container has",
      "claims.b.path: /cache is also in writable",
      "claims.c.path: /certs is also in mounts",
      "claims.e.path: /data is also the claim d",
    ]);
  });
});
