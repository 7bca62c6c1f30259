import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import type { TlsMode } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import { mongoConnection, natsConnection, postgresConnection, redisConnection } from "../src/index.ts";
import type { Address } from "../src/index.ts";

const makers = { postgresql: postgresConnection, redis: redisConnection, mongodb: mongoConnection, nats: natsConnection };
const address: Address = { host: "db.shop.svc.cluster.local", port: 5432, name: "shop", username: "me", tls: "disable", peer: {} };
const characters = fc.string({ unit: "binary", minLength: 1 });

describe("the URL of a connection", () => {
  beforeEach(async () => Recorder.start());

  const authority = () => ({ path: "/etc/moorage/db/ca.crt", certificate: pulumi.output("PEM") });
  const urlOf = async (make: (typeof makers)[keyof typeof makers], change: Partial<Address> = {}, password = "x"): Promise<string> => valueOf(make({ ...address, ...change }, password).url);

  for (const [scheme, make] of Object.entries(makers)) {
    it(`${scheme} gives back whatever the password and the user were`, async () => {
      await fc.assert(fc.asyncProperty(characters, characters, async (password, username) => {
        const url = new URL(await urlOf(make, { username }, password));
        assert.deepEqual([url.protocol, url.hostname, url.port], [`${scheme}:`, address.host, "5432"]);
        assert.deepEqual([decodeURIComponent(url.username), decodeURIComponent(url.password)], [username === "default" && scheme === "redis" ? "" : username, password]);
      }), { numRuns: 100 });
    });

    it(`${scheme} is a secret, and so is its password, though that came in plain`, async () => {
      const { url, password } = make(address, "plain");
      assert.deepEqual([await pulumi.isSecret(url), await pulumi.isSecret(password)], [true, true]);
      assert.equal(await valueOf(password), "plain");
    });

    it(`${scheme} leaves the parts as they were`, () => {
      const { host, port, name, username, tls, peer } = make(address, "plain");
      assert.deepEqual({ host, port, name, username, tls, peer }, address);
    });
  }

  it("has in it none of the letters by which a URL is divided, when a password has them", async () => {
    assert.equal(await urlOf(postgresConnection, {}, "a:b@c/d?e#f%g"), "postgresql://me:a%3Ab%40c%2Fd%3Fe%23f%25g@db.shop.svc.cluster.local:5432/shop");
  });

  it("gives back whatever the database was", async () => {
    for (const make of [postgresConnection, mongoConnection, redisConnection]) {
      await fc.assert(fc.asyncProperty(characters, async (name) => {
        fc.pre(!/^\.{1,2}$/.test(name));
        assert.equal(decodeURIComponent(new URL(await urlOf(make, { name })).pathname.slice(1)), name);
      }), { numRuns: 50 });
    }
  });

  it("names no user of Redis where it is the one that everybody is", async () => {
    assert.equal(await urlOf(redisConnection, { username: "default", name: "0" }), "redis://:x@db.shop.svc.cluster.local:5432/0");
    assert.equal(await urlOf(redisConnection, { name: "3" }), "redis://me:x@db.shop.svc.cluster.local:5432/3");
  });

  it("says nothing of a database with NATS, whose account goes with the user", async () => {
    assert.equal(await urlOf(natsConnection), "nats://me:x@db.shop.svc.cluster.local:5432");
  });

  const wanted: readonly (readonly [keyof typeof makers, TlsMode, boolean, string])[] = [
    ["postgresql", "disable", false, "postgresql://me:x@HOST/shop"],
    ["postgresql", "require", false, "postgresql://me:x@HOST/shop?sslmode=require"],
    ["postgresql", "verify-ca", true, "postgresql://me:x@HOST/shop?sslmode=verify-ca&sslrootcert=%2Fetc%2Fmoorage%2Fdb%2Fca.crt"],
    ["postgresql", "verify-full", true, "postgresql://me:x@HOST/shop?sslmode=verify-full&sslrootcert=%2Fetc%2Fmoorage%2Fdb%2Fca.crt"],
    ["redis", "disable", false, "redis://me:x@HOST/shop"],
    ["redis", "require", false, "rediss://me:x@HOST/shop"],
    ["redis", "verify-ca", true, "rediss://me:x@HOST/shop"],
    ["redis", "verify-full", true, "rediss://me:x@HOST/shop"],
    ["mongodb", "disable", false, "mongodb://me:x@HOST/shop?authSource=admin"],
    ["mongodb", "require", false, "mongodb://me:x@HOST/shop?authSource=admin&tls=true&tlsAllowInvalidCertificates=true&tlsAllowInvalidHostnames=true"],
    ["mongodb", "verify-ca", true, "mongodb://me:x@HOST/shop?authSource=admin&tls=true&tlsCAFile=%2Fetc%2Fmoorage%2Fdb%2Fca.crt&tlsAllowInvalidHostnames=true"],
    ["mongodb", "verify-full", true, "mongodb://me:x@HOST/shop?authSource=admin&tls=true&tlsCAFile=%2Fetc%2Fmoorage%2Fdb%2Fca.crt"],
    ["nats", "disable", false, "nats://me:x@HOST"],
    ["nats", "require", false, "tls://me:x@HOST"],
    ["nats", "verify-ca", true, "tls://me:x@HOST"],
    ["nats", "verify-full", true, "tls://me:x@HOST"],
  ];
  for (const [scheme, tls, withAuthority, url] of wanted) {
    it(`${scheme} with ${tls} is ${url}`, async () => {
      const made = await urlOf(makers[scheme], { tls, ...(withAuthority ? { authority: authority() } : {}) });
      assert.equal(made.replace("db.shop.svc.cluster.local:5432", "HOST"), url);
    });
  }
});
