import assert from "node:assert/strict";
import fc from "fast-check";
import { Problems } from "@moorage/core";
import { Recorder } from "@moorage/testing";
import { AppConfig, AppSecret, environmentKeyProblems } from "../src/index.ts";

const CANARY = "canary-of-a-key";

describe("keys of environments", () => {
  beforeEach(async () => Recorder.start());

  it("are refused all at once when no container could take them, and never with their values", () => {
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
    assert.throws(() => new AppConfig("web", { namespace: "shop", data: {} }), /AppConfig web: data: is empty/);
  });

  it("are good exactly when a shell could name a variable so", () => {
    fc.assert(fc.property(fc.oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^[A-Za-z0-9_.-]{1,12}$/)).filter((key) => key !== "__proto__"), (key) => {
      const problems = new Problems();
      environmentKeyProblems(problems, { [key]: CANARY });
      assert.equal(problems.found.length === 0, /^[A-Z_][A-Z0-9_]*$/i.test(key), key);
    }));
  });
});
