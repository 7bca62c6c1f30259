import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { valueOf } from "@moorage/testing";
import { plannedConnection, resolved } from "../src/connections.ts";

const connections = { db: plannedConnection("db.data.svc.cluster.local"), cache: plannedConnection("cache.data.svc.cluster.local"), queue: plannedConnection("queue.data.svc.cluster.local") };

describe("what a service is given", () => {
  it("is what it says when it says it outright, and it uses no data", () => {
    assert.deepEqual(resolved(connections, { A: "1" }, { B: "2" }), { config: { A: "1" }, secrets: { B: "2" }, uses: [] });
  });

  it("is nothing when nothing is said", () => {
    assert.deepEqual(resolved(connections), { config: {}, secrets: {}, uses: [] });
  });

  it("may be made of connections, and those that were looked at are the ones it uses", () => {
    const { config, secrets, uses } = resolved(connections, ({ cache }) => ({ CACHE_HOST: cache.host }), ({ db }) => ({ DATABASE_URL: db.url }));
    assert.deepEqual(config, { CACHE_HOST: "cache.data.svc.cluster.local" });
    assert.deepEqual(Object.keys(secrets), ["DATABASE_URL"]);
    assert.deepEqual(uses, ["cache", "db"]);
  });

  it("uses exactly what it looked at, however often and in whatever order", () => {
    const names = Object.keys(connections) as (keyof typeof connections)[];
    fc.assert(fc.property(fc.array(fc.constantFrom(...names)), (looked) => {
      const { uses } = resolved(connections, (all) => Object.fromEntries(looked.map((name) => [name, all[name].host])));
      assert.deepEqual(uses, [...new Set(looked)].sort());
    }));
  });
});

describe("a planned connection", () => {
  it("knows its host, and keeps what it stands for secret", async () => {
    const { host, url, password } = plannedConnection("db.data.svc.cluster.local");
    assert.equal(host, "db.data.svc.cluster.local");
    for (const output of [url, password]) {
      assert.equal(await pulumi.isSecret(output), true);
      assert.equal(await valueOf(output), "planned");
    }
  });
});
