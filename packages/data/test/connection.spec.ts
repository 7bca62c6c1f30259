import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { Recorder, valueOf } from "@moorage/testing";
import { postgresConnection } from "../src/index.ts";

const address = { host: "db.shop.svc.cluster.local", port: 5432, database: "shop", username: "me" };

describe("the URL of a connection", () => {
  beforeEach(async () => Recorder.start());

  it("gives back whatever the password was", async () => {
    await fc.assert(fc.asyncProperty(fc.string({ minLength: 1 }), async (password) => {
      const { url } = postgresConnection(address, password);
      assert.equal(decodeURIComponent(new URL(await valueOf(url)).password), password);
    }), { numRuns: 50 });
  });

  it("gives back whatever user and database were", async () => {
    await fc.assert(fc.asyncProperty(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), async (username, database) => {
      const url = new URL(await valueOf(postgresConnection({ ...address, username, database }, "x").url));
      assert.equal(decodeURIComponent(url.username), username);
      assert.equal(url.host, "db.shop.svc.cluster.local:5432");
      if (!/^\.{1,2}$/.test(database)) assert.equal(decodeURIComponent(url.pathname.slice(1)), database);
    }), { numRuns: 50 });
  });

  it("has in it none of the letters by which a URL is divided, when a password has them", async () => {
    const { url } = postgresConnection(address, "a:b@c/d?e#f%g");
    assert.equal(await valueOf(url), "postgresql://me:a%3Ab%40c%2Fd%3Fe%23f%25g@db.shop.svc.cluster.local:5432/shop");
  });

  it("is a secret, and so is its password, though that came in plain", async () => {
    const { url, password } = postgresConnection(address, "plain");
    assert.deepEqual([await pulumi.isSecret(url), await pulumi.isSecret(password)], [true, true]);
    assert.equal(await valueOf(password), "plain");
  });
});
