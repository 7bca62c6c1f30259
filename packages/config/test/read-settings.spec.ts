import assert from "node:assert/strict";
import { z } from "zod";
import { InputError } from "@moorage/core";
import { valueOf } from "@moorage/testing";
import { readSettings, secret, setting } from "../src/index.ts";
import type { ConfigSource } from "../src/index.ts";

const settings = {
  replicas: setting(z.string().regex(/^\d+$/, "a whole number").transform(Number), { example: "2", fallback: 2 }),
  host: setting(z.string().min(1), { example: "a.example.com" }),
  password: secret(),
};

const CANARY = "s3cr3t-canary";

function source(values: Readonly<Record<string, string>>, encrypted: readonly string[] = ["shop:password"]): ConfigSource {
  return { project: "shop", stack: "dev", values, encrypted: new Set(encrypted) };
}

const GOOD = { "shop:replicas": "3", "shop:host": "a.example.com", "shop:password": CANARY };

function messageOf(values: Readonly<Record<string, string>>, encrypted?: readonly string[]): string {
  try {
    readSettings(settings, source(values, encrypted));
  } catch (error) {
    assert.ok(error instanceof InputError);
    return error.message;
  }
  return assert.fail("nothing was wrong");
}

describe("settings", () => {
  it("are read with their types", async () => {
    const { replicas, host, password } = readSettings(settings, source(GOOD));
    assert.equal(replicas, 3);
    assert.equal(host, "a.example.com");
    assert.equal(await valueOf(password), CANARY);
  });

  it("cannot be changed afterwards", () => {
    assert.ok(Object.isFrozen(readSettings(settings, source(GOOD))));
  });

  it("have their fallback when nobody sets them", () => {
    const { "shop:replicas": _unset, ...others } = GOOD;
    assert.equal(readSettings(settings, source(others)).replicas, 2);
  });

  it("of other namespaces are none of ours", () => {
    readSettings(settings, source({ ...GOOD, "kubernetes:context": "x" }));
  });

  const faults: readonly { readonly title: string; readonly values: Readonly<Record<string, string>>; readonly encrypted?: readonly string[]; readonly says: RegExp }[] = [
    { title: "a missing setting", values: { "shop:password": CANARY }, says: /^Pulumi\.dev\.yaml: shop:host: is required and not set\. Fix: pulumi config set --stack dev shop:host a\.example\.com$/ },
    { title: "a missing secret", values: { "shop:host": "a" }, says: /shop:password: is required and not set\. Fix: pulumi config set --stack dev --secret shop:password/ },
    { title: "a secret in plain text", values: GOOD, encrypted: [], says: /shop:password: is a secret in plain text; got a value, not shown here/ },
    { title: "an empty secret", values: { ...GOOD, "shop:password": "" }, says: /shop:password: is empty/ },
    { title: "a plain setting that is encrypted", values: GOOD, encrypted: ["shop:password", "shop:host"], says: /shop:host: is encrypted, and it is no secret/ },
    { title: "a slip of the pen", values: { ...GOOD, "shop:replica": "3" }, says: /shop:replica: is no setting.*did you mean replicas\?/ },
    { title: "an unknown setting that is like none", values: { ...GOOD, "shop:colour": "red" }, says: /shop:colour: is no setting; expected one of replicas, host, password$/ },
    { title: "a word where a number belongs", values: { ...GOOD, "shop:replicas": "three" }, says: /shop:replicas: cannot be used; got "three"; expected a whole number/ },
  ];
  for (const { title, values, encrypted, says } of faults) {
    it(`are refused for ${title}, with what to do and without a secret`, () => {
      const message = messageOf(values, encrypted);
      assert.match(message, says);
      assert.ok(!message.includes(CANARY));
      assert.equal(message.split("\n").length, 1);
    });
  }

  it("are refused for everything that is wrong at once", () => {
    const message = messageOf({ "shop:replica": "3", "shop:replicas": "x" });
    assert.equal(message.split("\n").length, 4, message);
  });
});
