import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { EnvironmentRules, Problem } from "@moorage/core";
import { Recorder } from "@moorage/testing";
import { postgresProblems } from "../src/index.ts";
import type { DataCredentials, DataSettings } from "../src/index.ts";
import { CERTIFICATE, everyKind, kinds, strict } from "./made.ts";
import type { Kind } from "./made.ts";

const CANARY = "canary-of-the-database";
const managed = { mode: "managed", managed: { server: "db.example.com" } } as const;

interface Bad {
  readonly title: string;
  readonly settings?: DataSettings;
  readonly rules?: EnvironmentRules;
  readonly credentials?: DataCredentials;
  readonly name?: string;
  readonly kind?: Kind;
  /** Path of the one problem, and what it says, all facts in one line. */
  readonly path: string;
  readonly says: RegExp;
}

const line = ({ problem, got, expected, fix }: Problem): string => [problem, got, expected, fix].filter((part) => part !== undefined).join("; ");
const found = ({ kind = "Postgres", name = "db", settings = {}, rules, credentials = {} }: Omit<Bad, "title" | "path" | "says">): readonly Problem[] => kinds[kind].problems(name, settings, rules, credentials);

const bad: readonly Bad[] = [
  { title: "a name that is no label", name: "my_db", path: "component name", says: /has "_" at position 3/ },
  { title: "a name that its claim's makes too long", name: "a".repeat(60), settings: { serviceName: "db", name: "db" }, path: "component name", says: new RegExp(`makes the claim ${"a".repeat(60)}-data, which has 65 characters`) },
  { title: "a name that a label of its pods makes too long", name: "a".repeat(53), path: "component name", says: /a label of its pods a+-0123456789, which has 64 characters/ },
  { title: "a name that its CronJob's makes too long", name: "a".repeat(46), settings: { backup: {} }, path: "component name", says: /makes the CronJob a+-backup, which has 53 characters/ },
  { title: "a Service's name that is no label", settings: { serviceName: "Postgres_Service" }, path: "serviceName", says: /has "P" at position 1/ },
  { title: "a Service's name that begins with a digit", settings: { serviceName: "1db" }, path: "serviceName", says: /begins with a digit/ },
  { title: "a mode that is none", settings: { mode: "cloud" as "managed" }, path: "mode", says: /"cloud"; in-cluster or managed/ },
  { title: "a managed server and a server in the cluster", settings: { mode: "in-cluster", managed: { server: "db.example.com" } }, path: "managed", says: /names a server, and mode is in-cluster/ },
  { title: "a managed server without saying so", settings: { managed: { server: "db.example.com" } }, path: "managed", says: /names a server, and mode is in-cluster/ },
  { title: "neither a managed server nor one in the cluster", settings: { mode: "managed" }, credentials: { password: "x" }, path: "managed", says: /is missing, and mode is managed/ },
  { title: "a managed server without a password", settings: managed, path: "password", says: /is missing.*pulumi config set --secret/ },
  { title: "an empty password", credentials: { password: "" }, path: "password", says: /is empty/ },
  { title: "a password with a line break", credentials: { password: `${CANARY}\n` }, path: "password", says: /line break.*printf/ },
  { title: "a password that is no text", credentials: { password: { CANARY } as unknown as string }, path: "password", says: /is no text; a object, not shown/ },
  { title: "a password like a hash, with NATS", kind: "Nats", credentials: { password: `$2a$${CANARY}` }, path: "password", says: /bcrypt/ },
  { title: "a version of a password that is given", credentials: { password: "x", passwordVersion: "2" }, path: "passwordVersion", says: /the password is given/ },
  { title: "an authority in the cluster", credentials: { certificateAuthority: CERTIFICATE }, path: "certificateAuthority", says: /no certificate is checked in the cluster/ },
  { title: "an authority that is no certificate", settings: managed, credentials: { password: "x", certificateAuthority: `-----BEGIN PRIVATE KEY-----${CANARY}` }, path: "certificateAuthority", says: /is no certificate.*PEM/ },
  { title: "a managed server with a scheme", settings: { mode: "managed", managed: { server: `postgresql://me:${CANARY}@db.example.com` } }, credentials: { password: "x" }, path: "managed.server", says: /more than a host name/ },
  { title: "a managed server's port that is none", settings: { mode: "managed", managed: { server: "db.example.com", port: 70_000 } }, credentials: { password: "x" }, path: "managed.port", says: /70000; 1 to 65535/ },
  { title: "a TLS mode that is none", settings: { mode: "managed", managed: { server: "db.example.com", tls: "prefer" as "require" } }, credentials: { password: "x" }, path: "managed.tls", says: /"prefer"; one of disable, require/ },
  { title: "a managed server without TLS where that is required", settings: { mode: "managed", managed: { server: "db.example.com", tls: "disable" } }, rules: strict, credentials: { password: "x" }, path: "managed.tls", says: /requires TLS; disable/ },
  { title: "a certificate that nothing is there to compare with", settings: { mode: "managed", managed: { server: "db.example.com", tls: "verify-full" } }, credentials: { password: "x" }, path: "managed.tls", says: /none is given; verify-full; certificateAuthority, or require/ },
  { title: "an authority that nothing is compared with", settings: { mode: "managed", managed: { server: "db.example.com", tls: "require" } }, credentials: { password: "x", certificateAuthority: CERTIFICATE }, path: "managed.tls", says: /checks no certificate/ },
  { title: "an empty user of a managed server", settings: { ...managed, username: "" }, credentials: { password: "x" }, path: "username", says: /is empty/ },
  { title: "a database with a control character on a managed server", settings: { ...managed, name: "a\u0007b" }, credentials: { password: "x" }, path: "name", says: /control character/ },
  { title: "storage of 10GB", settings: { storage: "10GB" as "10Gi" }, path: "storage", says: /did you mean "10Gi"\?/ },
  { title: "an image that is tagged latest", settings: { image: "postgres:latest" }, path: "image", says: /tagged latest/ },
  { title: "an image without a tag", settings: { image: "registry:5000/postgres" }, path: "image", says: /has no tag/ },
  { title: "an image without a digest where one is required", rules: strict, path: "image", says: /has no digest.*docker buildx imagetools inspect postgres:17\.6-bookworm/ },
  { title: "memory of 512m", settings: { resources: { limits: { memory: "512m" as "512Mi" } } }, path: "resources.limits.memory", says: /did you mean "512Mi"\?/ },
  { title: "a request above its limit", settings: { resources: { requests: { cpu: "2" }, limits: { cpu: "1" } } }, path: "resources.requests.cpu", says: /2 is above the limit 1/ },
  { title: "a user that would have to be quoted", settings: { username: 'ro"ot' }, path: "username", says: /is no name/ },
  { title: "a user of PostgreSQL's own", settings: { username: "pg_me" }, path: "username", says: /begins with pg_/ },
  { title: "a database that would have to be quoted", kind: "Mongo", settings: { name: "my.shop" }, path: "name", says: /is no name/ },
  { title: "a database of Redis that is no number", kind: "Redis", settings: { name: "shop" }, path: "name", says: /"shop"; 0 to 15/ },
  { title: "a database of Redis that there is none of", kind: "Redis", settings: { name: "16" }, path: "name", says: /"16"; 0 to 15/ },
  { title: "a user of Redis in the cluster", kind: "Redis", settings: { username: "me" }, path: "username", says: /"me"; default/ },
  { title: "an account of NATS that would have to be quoted", kind: "Nats", settings: { name: "my shop" }, path: "name", says: /is no name/ },
  { title: "dumps of Redis", kind: "Redis", settings: { backup: {} }, path: "backup", says: /is not made of Redis/ },
  { title: "dumps of NATS", kind: "Nats", settings: { backup: { keep: 3 } }, path: "backup", says: /is not made of Nats/ },
  { title: "a schedule that is none", settings: { backup: { schedule: "daily" } }, path: "backup.schedule", says: /is no schedule; "daily"/ },
  { title: "no dumps that are kept", settings: { backup: { keep: 0 } }, path: "backup.keep", says: /0; a whole number from 1/ },
  { title: "half a dump that is kept", settings: { backup: { keep: 1.5 } }, path: "backup.keep", says: /1\.5/ },
  { title: "storage for dumps of 10GB", settings: { backup: { storage: "10GB" as "10Gi" } }, path: "backup.storage", says: /did you mean "10Gi"\?/ },
];

describe("the problems of a data service", () => {
  before(async () => Recorder.start());

  for (const { title, path, says, ...rest } of bad) {
    it(`name ${title}, once and without its password`, () => {
      const problems = found(rest);
      assert.deepEqual(problems.map((each) => each.path), [`${rest.kind ?? "Postgres"} ${rest.name ?? "db"}: ${path}`], problems.map(line).join("\n"));
      assert.match(problems.map(line).join(""), says);
      assert.ok(!JSON.stringify(problems).includes(CANARY));
    });
  }

  it("are found all at once", () => {
    const settings: DataSettings = { serviceName: "a_b", storage: "1GB" as "1Gi", image: "postgres", username: "", backup: { keep: 0 }, managed: { server: "x" }, resources: { requests: { cpu: "1 core" as "1" } } };
    const paths = found({ settings, credentials: { password: "" } }).map(({ path }) => path.replace("Postgres db: ", ""));
    assert.deepEqual(paths, ["serviceName", "password", "managed", "username", "storage", "image", "resources.requests.cpu", "resources.limits.cpu", "backup.keep"]);
  });

  for (const kind of everyKind) {
    it(`are none of ${kind} when nothing is said`, () => assert.deepEqual(found({ kind }), []));

    it(`are none of a managed ${kind} with everything`, () => {
      const settings: DataSettings = { mode: "managed", managed: { server: "10.1.2.3", port: 7000, tls: "verify-full" }, name: "any name@all", username: "me@server", storage: "10Gi", backup: { keep: 3 }, clients: [] };
      assert.deepEqual(found({ kind, settings, rules: strict, credentials: { password: "x", certificateAuthority: CERTIFICATE } }), []);
    });

    it(`are none of ${kind} in production with a digest`, () => {
      assert.deepEqual(found({ kind, rules: strict, settings: { image: `${kinds[kind].defaults.image}@sha256:${"0".repeat(64)}` } }), []);
    });
  }

  it("say nothing of a password that is known only later", () => {
    const later = pulumi.output("");
    assert.deepEqual(postgresProblems("db", {}, undefined, { password: later, passwordVersion: undefined as unknown as string }), []);
    assert.deepEqual(postgresProblems("db", managed, strict, { password: later, certificateAuthority: pulumi.output(CERTIFICATE) }), []);
  });

  it("are those of a connection in plain text only where TLS is required", () => {
    const settings = { mode: "managed", managed: { server: "db.example.com", tls: "disable" } } as const;
    assert.deepEqual(found({ settings, credentials: { password: "x" } }), []);
  });
});
