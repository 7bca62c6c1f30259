import assert from "node:assert/strict";
import fc from "fast-check";
import { redisConfig, redisQuoted } from "../src/redis-config.ts";
import { redisKind } from "../src/redis.ts";
import { resolve } from "../src/resolve.ts";
import type { DataSettings } from "../src/index.ts";

const config = (password: string, settings: DataSettings = {}): readonly string[] => redisConfig(resolve(redisKind, "cache", settings, undefined), password).split("\n");

/** What the server makes of an argument in double quotes: its own sdssplitargs. */
function unquoted(argument: string): string {
  const bytes: number[] = [];
  const inner = Buffer.from(argument.slice(1, -1), "utf8").toString("latin1");
  for (const [part] of inner.matchAll(/\\x[0-9a-f]{2}|\\.|[^\\"]/gs)) bytes.push(part.startsWith("\\x") ? parseInt(part.slice(2), 16) : part.charCodeAt(part.length - 1));
  return Buffer.from(bytes).toString("utf8");
}

describe("redis.conf", () => {
  it("gives the server back whatever the password is", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", minLength: 1 }), (password) => {
      assert.equal(unquoted(redisQuoted(password)), password);
    }), { examples: [[`"quoted" 'too' \\back \\x41 # $HOME %41 ünï`], ["\\"], ['"'], ["\t"]] });
  });

  it("has nothing in a string that would end it, or the line", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (password) => assert.match(redisQuoted(password), /^"(?:[ !#-[\]-~]|\\x[0-9a-f]{2})*"$/)));
  });

  it("is a line for each setting, the password last", () => {
    assert.deepEqual(config('p"w'), ["dir /data", "appendonly yes", "maxmemory 201326592", 'requirepass "p\\x22w"', ""]);
  });

  it("lets data take three quarters of the memory that the container may use", () => {
    assert.equal(config("x", { resources: { limits: { memory: "1Gi" } } })[2], `maxmemory ${0.75 * 2 ** 30}`);
    assert.equal(config("x", { resources: { requests: { memory: "1Gi" } } })[2], `maxmemory ${0.75 * 2 ** 31}`);
  });
});
