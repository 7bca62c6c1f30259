import assert from "node:assert/strict";
import { podProblems } from "@moorage/pod";
import type { DataKind } from "../src/kind.ts";
import { mongoKind } from "../src/mongo.ts";
import { natsKind } from "../src/nats.ts";
import { podOf } from "../src/pod.ts";
import { postgresKind } from "../src/postgres.ts";
import { redisKind } from "../src/redis.ts";
import { resolve } from "../src/resolve.ts";

const references = { credentials: "its-secret", claim: "its-claim", serviceAccount: "its-account" };
const pod = (kind: DataKind) => podOf(kind, resolve(kind, "db", {}, undefined), references);

describe("the pod of a server", () => {
  for (const kind of [postgresKind, redisKind, mongoKind, natsKind]) {
    it(`of ${kind.title} is one that nothing is wrong with`, () => assert.deepEqual(podProblems(kind.title, "db", pod(kind)), []));

    it(`of ${kind.title} writes to its claim, and reads the files of its Secret`, () => {
      assert.deepEqual(pod(kind).mounts, { "/etc/moorage/credentials": { secret: "its-secret" }, [kind.folder]: { claim: "its-claim" } });
      assert.equal(pod(kind).serviceAccountName, "its-account");
    });
  }

  it("writes only to folders that its server is known to write to", () => {
    const folders = [postgresKind, redisKind, mongoKind, natsKind].map((kind) => [kind.title, kind.folder, ...Object.keys(pod(kind).writable ?? {})]);
    assert.deepEqual(folders, [
      ["Postgres", "/var/lib/postgresql/data", "/var/run/postgresql"],
      ["Redis", "/data"],
      ["Mongo", "/data/db", "/data/configdb"],
      ["Nats", "/data"],
    ]);
  });

  it("sets the password on the same data and with the same files, and stops at the first command that fails", () => {
    for (const kind of [postgresKind, mongoKind]) {
      const { mounts, image, initContainers } = pod(kind);
      const before = initContainers?.["db-password"];
      assert.deepEqual([before?.mounts, before?.image], [mounts, image]);
      assert.deepEqual(before?.command, ["sh", "-euc", kind.follow?.script]);
      assert.equal(before.health, undefined);
    }
  });
});
