import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { z } from "zod";
import { InputError } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
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
    assert.deepEqual(message.split("\n").map((line) => line.split(": ").slice(0, 2).join(": ")), ["shop:replica", "shop:replicas", "shop:host", "shop:password"].map((key) => `Pulumi.dev.yaml: ${key}`));
  });

  it("are never shown when they are encrypted, whatever key they stand under", () => {
    const canaries = { "shop:host": `${CANARY}-1`, "shop:replicas": `${CANARY}-2`, "shop:passwort": `${CANARY}-3`, "shop:password": CANARY };
    const message = messageOf(canaries, ["shop:host", "shop:replicas", "shop:passwort"]);
    assert.equal(message.split("\n").length, 4, message);
    assert.ok(!message.includes(CANARY), message);
    assert.match(message, /did you mean password\?/);
  });

  it("are refused in the name of the stack's own file", () => {
    const faulty: ConfigSource = { project: "shop", stack: "prod", values: {}, encrypted: new Set() };
    assert.throws(() => readSettings(settings, faulty), /^InputError: Pulumi\.prod\.yaml: shop:host.*--stack prod/);
  });

  it("are Outputs that stay secret when they are secret", async () => {
    await Recorder.start();
    assert.equal(await pulumi.isSecret(readSettings(settings, source(GOOD)).password), true);
  });

  it("are read, or refused with a line for each bad one, whatever texts they are", () => {
    const texts = fc.record({ replicas: fc.oneof(fc.string(), fc.nat().map(String)), host: fc.string(), password: fc.string() }, { requiredKeys: [] });
    fc.assert(fc.property(texts, (given) => {
      const values = Object.fromEntries(Object.entries(given).map(([key, text]) => [`shop:${key}`, text]));
      const good = { replicas: given.replicas === undefined || /^\d+$/.test(given.replicas), host: (given.host ?? "") !== "", password: (given.password ?? "") !== "" };
      const bad = Object.entries(good).filter(([, fine]) => !fine).map(([key]) => `Pulumi.dev.yaml: shop:${key}`);
      if (bad.length === 0) assert.deepEqual(Object.keys(readSettings(settings, source(values))).sort(), ["host", "password", "replicas"]);
      else assert.throws(() => readSettings(settings, source(values)), (error: unknown) => {
        assert.ok(error instanceof InputError);
        assert.deepEqual(error.problems.map(({ path }) => path), bad);
        return true;
      });
    }));
  });
});
