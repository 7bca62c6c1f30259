import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import { checkedSecret, checkedText, demand, openJson, secretJson } from "../src/checked.ts";
import type { Origin } from "../src/checked.ts";
import { AppConfig } from "../src/index.ts";
import { collectWarnings } from "./warnings.ts";

const CANARY = "canary/of a value";

describe("Checked values", () => {
  let origin: Origin;
  let warnings: readonly string[];
  let restore: () => void;
  beforeEach(async () => {
    await Recorder.start();
    ({ warnings, restore } = collectWarnings());
    origin = { path: "AppSecret web: data.TOKEN", resource: new AppConfig("any", { namespace: "shop", data: { A: "b" } }) };
  });
  afterEach(() => restore());

  it("are what they were, and secret from then on", async () => {
    const checked = checkedSecret(CANARY, origin);
    assert.equal(await valueOf(checked), CANARY);
    assert.equal(await pulumi.isSecret(checked), true);
  });

  it("fail inside the Output by their key alone when they turn out empty", async () => {
    for (const empty of ["", pulumi.secret(""), Promise.resolve("")]) await assert.rejects(valueOf(checkedSecret(empty, origin)), { name: "InputError", message: "AppSecret web: data.TOKEN: is empty; expected a value" });
  });

  it("fail inside the Output by their type alone when they turn out to be no text", async () => {
    const number = pulumi.output(1234567) as unknown as pulumi.Output<string>;
    for (const failing of [checkedSecret(number, origin), checkedText(number, { ...origin, lines: false })]) {
      await assert.rejects(valueOf(failing), (error: unknown) => {
        assert.ok(error instanceof InputError);
        assert.match(error.message, /^AppSecret web: data\.TOKEN: is no text; got a number;/);
        assert.ok(!error.message.includes("1234567"));
        return true;
      });
    }
  });

  it("warn of what is probably a slip, by their key alone", async () => {
    await valueOf(checkedSecret(pulumi.secret(`${CANARY}\n`), origin));
    await valueOf(checkedText(Buffer.from(CANARY).toString("base64"), { ...origin, lines: true }));
    assert.deepEqual(warnings.map((warning) => warning.replace(/, .*| of a text.*/, "")), ["AppSecret web: data.TOKEN: ends in a line break", "AppSecret web: data.TOKEN: looks like the base64"]);
    for (const warning of warnings) assert.ok(!warning.includes("canary") && !warning.includes("Y2FuYXJ5"));
  });

  it("do not warn of what is as it should be", async () => {
    await valueOf(checkedSecret(CANARY, origin));
    await valueOf(checkedText("", { ...origin, lines: false }));
    await valueOf(checkedText("lines\n", { ...origin, lines: true }));
    await valueOf(openJson({ a: `${CANARY}\n` }, origin));
    assert.deepEqual(warnings, []);
  });

  it("warn of a secret in what all may read", async () => {
    assert.equal(await valueOf(checkedText(pulumi.secret(CANARY), { ...origin, lines: false })), CANARY);
    await valueOf(openJson({ nested: [pulumi.secret(CANARY)] }, origin));
    assert.deepEqual(warnings, Array(2).fill("AppSecret web: data.TOKEN: is a secret, and a ConfigMap is for all to read: give it to an AppSecret"));
  });

  it("are JSON where they are asked to be, with what comes later in them", async () => {
    const value = { b: pulumi.output(2), a: [pulumi.output({ d: 1, c: "x" })] };
    assert.equal(await valueOf(openJson(value, origin)), '{"a":[{"c":"x","d":1}],"b":2}');
    const secret = secretJson(value, origin);
    assert.equal(await valueOf(secret), '{"a":[{"c":"x","d":1}],"b":2}');
    assert.equal(await pulumi.isSecret(secret), true);
    assert.equal(await pulumi.isSecret(openJson(value, origin)), false);
  });

  it("fail inside the Output when JSON cannot say them", async () => {
    for (const failing of [openJson({ a: pulumi.output(NaN) }, origin), secretJson({ a: pulumi.output(NaN) }, origin)]) {
      await assert.rejects(valueOf(failing), { message: "AppSecret web: data.TOKEN: has a number in it that is not finite; expected what JSON can say" });
    }
  });

  it("fail with one problem, if there is one", () => {
    demand("here", undefined);
    assert.throws(() => demand("here", { problem: "is wrong" }), { name: "InputError", message: "here: is wrong" });
  });

  it("of a file may end in a line break, as files do", async () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (line: string) => void warnings.push(line);
    try {
      await valueOf(checkedSecret("one line\n", { ...origin, lines: true }));
    } finally {
      console.warn = warn;
    }
    assert.deepEqual(warnings, []);
  });
});
