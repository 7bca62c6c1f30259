import assert from "node:assert/strict";
import { mongoKind } from "../src/mongo.ts";
import { postgresKind } from "../src/postgres.ts";
import { redisKind } from "../src/redis.ts";
import { resolve } from "../src/resolve.ts";
import { strict } from "./made.ts";

describe("settings of a data service", () => {
  it("have every default filled in", () => {
    assert.deepEqual(resolve(postgresKind, "db", {}, undefined), {
      component: "db",
      mode: "in-cluster",
      serviceName: "db",
      database: "db",
      username: "postgres",
      image: "postgres:17.6-bookworm",
      storage: "1Gi",
      storageClass: undefined,
      resources: { requests: { cpu: "250m", memory: "256Mi" } },
      managed: undefined,
      backup: undefined,
      clients: [{}],
    });
  });

  it("keep the kind's requests where only some differ, and no limit of their own, so that it follows the request", () => {
    assert.deepEqual(resolve(mongoKind, "db", { resources: { requests: { memory: "2Gi" } } }, undefined).resources, { requests: { cpu: "500m", memory: "2Gi" } });
    assert.deepEqual(resolve(mongoKind, "db", { resources: { limits: { cpu: "2" } } }, undefined).resources, { requests: { cpu: "500m", memory: "512Mi" }, limits: { cpu: "2" } });
  });

  it("ask for dumps where data is protected, and nowhere else by themselves", () => {
    assert.deepEqual(resolve(postgresKind, "db", { storage: "8Gi" }, strict).backup, { schedule: "17 3 * * *", keep: 7, storage: "8Gi" });
    assert.equal(resolve(postgresKind, "db", {}, { ...strict, protectData: false }).backup, undefined);
    assert.equal(resolve(postgresKind, "db", {}, undefined).backup, undefined);
    assert.equal(resolve(postgresKind, "db", { backup: false }, strict).backup, undefined);
  });

  it("ask for dumps where somebody does, as that one says", () => {
    assert.deepEqual(resolve(mongoKind, "db", { backup: {} }, undefined).backup, { schedule: "17 3 * * *", keep: 7, storage: "1Gi" });
    assert.deepEqual(resolve(mongoKind, "db", { backup: { schedule: "@hourly", keep: 2, storage: "9Gi" } }, undefined).backup, { schedule: "@hourly", keep: 2, storage: "9Gi" });
  });

  it("ask for no dumps of what cannot be dumped, or is managed", () => {
    assert.equal(resolve(redisKind, "cache", {}, strict).backup, undefined);
    assert.equal(resolve(postgresKind, "db", { mode: "managed", managed: { server: "db.example.com" }, backup: {} }, strict).backup, undefined);
  });
});
