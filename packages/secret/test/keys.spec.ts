import assert from "node:assert/strict";
import fc from "fast-check";
import { Problems } from "@moorage/core";
import { Recorder } from "@moorage/testing";
import { AppConfig, AppSecret } from "../src/index.ts";
import { keyProblems } from "../src/keys.ts";
import type { Keys } from "../src/index.ts";

const CANARY = "canary-of-a-key";

function found(keys: Keys, sources: Readonly<Record<string, object>>): readonly string[] {
  const problems = new Problems();
  keyProblems(problems, keys, sources);
  return problems.found.map(({ path, problem }) => `${path}: ${problem}`);
}

describe("Keys", () => {
  beforeEach(async () => Recorder.start());

  it("of environments are refused all at once when no container could take them, and never with their values", () => {
    for (const make of [AppSecret, AppConfig]) {
      assert.throws(() => new make("web", { namespace: "shop", data: { "log-level": CANARY, "1st": CANARY, GOOD: CANARY } }), (error: Error) => {
        assert.match(error.message, /data\.log-level: is no environment variable name/);
        assert.match(error.message, /data\.1st: is no environment variable name/);
        assert.ok(!error.message.includes("GOOD") && !error.message.includes(CANARY));
        return true;
      });
    }
  });

  it("are wanted: an empty object is a mistake", () => {
    assert.throws(() => new AppConfig("web", { namespace: "shop", data: {} }), { message: "AppConfig web: data: is empty; expected at least one key" });
    assert.throws(() => new AppSecret("web", { namespace: "shop" }), { message: "AppSecret web: data: is empty; expected at least one key" });
  });

  it("of environments are good exactly when a shell could name a variable so", () => {
    fc.assert(fc.property(fc.oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^[A-Za-z0-9_.-]{1,12}$/)).filter((key) => key !== "__proto__"), (key) => {
      assert.equal(found("environment", { data: { [key]: CANARY } }).length === 0, /^[A-Z_][A-Z0-9_]*$/i.test(key), key);
    }));
  });

  it("of files are good exactly when the API server takes them as keys", () => {
    for (const key of ["ca.crt", "app_config-1.json", ".dockerconfigjson", "1", "A", "-", "a..b", "a".repeat(253)]) assert.deepEqual(found("files", { data: { [key]: "" } }), [], key);
    for (const key of ["", ".", "..", "..a", "a/b", "a b", "ä", "a\n", "a".repeat(254)]) assert.deepEqual(found("files", { data: { [key]: "" } }), [`data.${key}: is no file name that can be a key`]);
  });

  it("are refused when two sources have them", () => {
    assert.deepEqual(found("files", { data: { a: "1" }, json: { a: {}, b: {} }, generated: { b: {}, a: {} } }), ["json.a: is in data too", "generated.b: is in json too", "generated.a: is in json too"]);
  });

  it("may be in any of the sources", () => {
    assert.deepEqual(found("environment", { data: {}, json: {}, generated: { A: {} } }), []);
    assert.deepEqual(found("environment", { data: {}, json: {} }), ["data: is empty"]);
  });
});
