import assert from "node:assert/strict";
import { Recorder, valueOf } from "@moorage/testing";
import { addressOf } from "../src/address.ts";
import type { Address, DataSettings } from "../src/index.ts";
import { postgresKind } from "../src/postgres.ts";
import { redisKind } from "../src/redis.ts";
import { resolve } from "../src/resolve.ts";

const address = (settings: DataSettings = {}, authority?: string, kind = postgresKind): Address => addressOf(kind, resolve(kind, "db", settings, undefined), "data", authority);
const managed = (settings: DataSettings["managed"], authority?: string): Address => address({ mode: "managed", ...(settings === undefined ? {} : { managed: settings }) }, authority);

describe("the address of a data service", () => {
  beforeEach(async () => Recorder.start());

  it("is the full name of its Service in both modes, so that programs need not know which it is", () => {
    assert.equal(address().host, "db.data.svc.cluster.local");
    assert.equal(managed({ server: "10.0.0.5", port: 5433 }).host, "db.data.svc.cluster.local");
    assert.equal(address({ serviceName: "postgres-service" }).host, "postgres-service.data.svc.cluster.local");
  });

  it("has the kind's port in the cluster and the server's own when managed", () => {
    assert.equal(address().port, 5432);
    assert.equal(address({}, undefined, redisKind).port, 6379);
    assert.equal(managed({ server: "db.example.com" }).port, 5432);
    assert.equal(managed({ server: "db.example.com", port: 6432 }).port, 6432);
  });

  it("is named after the component where nothing is said, and Redis's is a number", () => {
    assert.deepEqual([address().name, address().username], ["db", "postgres"]);
    assert.deepEqual([address({ name: "shop", username: "me" }).name, address({ name: "shop", username: "me" }).username], ["shop", "me"]);
    assert.deepEqual([address({}, undefined, redisKind).name, address({}, undefined, redisKind).username], ["0", "default"]);
  });

  it("leads policies to the pods in the cluster, on their port only", () => {
    assert.deepEqual(address().peer, { namespace: "data", selector: { "app.kubernetes.io/name": "db", "app.kubernetes.io/instance": "db" }, ports: [5432] });
  });

  it("leads policies to a managed server's one address, or to everywhere when it only has a name", () => {
    assert.deepEqual(managed({ server: "10.0.0.5" }).peer, { cidr: "10.0.0.5/32", ports: [5432] });
    assert.deepEqual(managed({ server: "2001:db8::5", port: 1 }).peer, { cidr: "2001:db8::5/128", ports: [1] });
    assert.deepEqual(managed({ server: "db.example.com", port: 6432 }).peer, { cidr: "0.0.0.0/0", ports: [6432] });
  });

  it("is in plain text in the cluster and encrypted everywhere else", () => {
    assert.equal(address().tls, "disable");
    assert.equal(managed({ server: "db.example.com" }).tls, "require");
    assert.equal(managed({ server: "db.example.com" }, "PEM").tls, "verify-ca");
    assert.equal(managed({ server: "db.example.com", tls: "verify-full" }, "PEM").tls, "verify-full");
    assert.equal(managed({ server: "db.example.com", tls: "disable" }).tls, "disable");
  });

  it("says where programs expect the authority's certificate, and which it is", async () => {
    const { authority } = managed({ server: "db.example.com" }, "PEM");
    assert.equal(authority?.path, "/etc/moorage/db/ca.crt");
    assert.equal(await valueOf(authority.certificate), "PEM");
  });

  it("has no authority where no certificate is checked", () => {
    assert.ok(!("authority" in address()));
    assert.ok(!("authority" in managed({ server: "db.example.com" })));
    assert.ok(!("authority" in managed({ server: "db.example.com", tls: "require" }, "PEM")));
  });
});
