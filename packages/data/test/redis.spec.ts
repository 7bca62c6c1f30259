import assert from "node:assert/strict";
import { valueOf } from "@moorage/testing";
import { redisQuoted } from "../src/redis-config.ts";
import { PASSWORD, made } from "./made.ts";

describe("Redis", () => {
  it("is reached with a password, by its first database", async () => {
    const { connection } = (await made("Redis", { password: PASSWORD })).component;
    assert.deepEqual([connection.port, connection.name, connection.username, connection.tls], [6379, "0", "default", "disable"]);
    assert.equal(await valueOf(connection.url), `redis://:${encodeURIComponent(PASSWORD)}@db.data.svc.cluster.local:6379/0`);
    assert.equal((await made("Redis", { name: "5" })).component.connection.name, "5");
  });

  it("reads its password from a file, so that another password is another file", async () => {
    const { files, pod } = await made("Redis", { password: PASSWORD });
    assert.deepEqual(Object.keys(files()).sort(), ["password", "redis.conf"]);
    assert.ok(files()["redis.conf"]?.includes(`requirepass ${redisQuoted(PASSWORD)}\n`));
    assert.deepEqual(pod().containers[0].command, ["redis-server", "/etc/moorage/credentials/redis.conf"]);
    assert.ok(!("args" in pod().containers[0]));
  });

  it("is alive when it answers, and ready when the answer is what it should be", async () => {
    const [{ livenessProbe, readinessProbe, startupProbe }] = (await made("Redis")).pod().containers;
    assert.deepEqual([livenessProbe.exec?.command, startupProbe.exec?.command], [["redis-cli", "ping"], ["redis-cli", "ping"]]);
    assert.deepEqual(readinessProbe.exec?.command, ["sh", "-c", '[ "$(redis-cli ping)" = PONG ]']);
  });

  it("is asked with the password from the Secret, not from a command line", async () => {
    assert.deepEqual((await made("Redis", { password: PASSWORD })).pod().containers[0].env, [{ name: "REDISCLI_AUTH", valueFrom: { secretKeyRef: { name: "db", key: "password" } } }]);
  });

  it("is managed with TLS by the scheme of its URL, and with the user that it has there", async () => {
    const { connection } = (await made("Redis", { mode: "managed", managed: { server: "cache.example.com" }, password: "x", username: "app", name: "2" })).component;
    assert.equal(await valueOf(connection.url), "rediss://app:x@db.data.svc.cluster.local:6379/2");
  });
});
