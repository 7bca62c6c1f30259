import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Recorder } from "@moorage/testing";
import { stackSource } from "../src/index.ts";

const SECRET_KEYS = "PULUMI_CONFIG_SECRET_KEYS";

describe("the configuration of a stack", () => {
  let outside: string | undefined;

  beforeEach(async () => {
    outside = process.env[SECRET_KEYS];
    Reflect.deleteProperty(process.env, SECRET_KEYS);
    await Recorder.start({ project: "shop", stack: "test" });
  });
  afterEach(() => {
    pulumi.runtime.setAllConfig({});
    if (outside === undefined) Reflect.deleteProperty(process.env, SECRET_KEYS);
    else process.env[SECRET_KEYS] = outside;
  });

  it("is what the engine hands over, with the names of project and stack", () => {
    pulumi.runtime.setAllConfig({ "shop:host": "a", "kubernetes:context": "b" });
    const { project, stack, values } = stackSource();
    assert.deepEqual([project, stack], ["shop", "test"]);
    assert.deepEqual({ ...values }, { "shop:host": "a", "kubernetes:context": "b" });
  });

  it("knows which keys are encrypted in the file", () => {
    process.env[SECRET_KEYS] = '["shop:password"]';
    assert.deepEqual(stackSource().encrypted, new Set(["shop:password"]));
  });

  it("takes no key for encrypted when the engine names none", () => {
    for (const text of [undefined, "[]", "{}", "[7]"]) {
      if (text !== undefined) process.env[SECRET_KEYS] = text;
      assert.deepEqual(stackSource().encrypted, new Set());
    }
  });
});
