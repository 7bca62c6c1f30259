import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { Recorder, unwrapSecrets, valueOf } from "../src/index.ts";

const WRAPPED = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "plain" };

class Thing extends pulumi.CustomResource {
  constructor(name: string, props: pulumi.Inputs = {}) {
    super("kubernetes:test/v1:Thing", name, props);
  }
}

describe("valueOf", () => {
  beforeEach(async () => Recorder.start());

  it("gives what an Output holds, a secret's value too", async () => {
    assert.equal(await valueOf(pulumi.output(1)), 1);
    assert.equal(await valueOf(pulumi.secret("x")), "x");
  });

  it("fails with whatever an Output failed with", async () => {
    const failing = pulumi.output(1).apply(() => {
      throw new Error("not today");
    });
    await assert.rejects(valueOf(failing), /not today/);
  });
});

describe("Recorder", () => {
  it("writes down what is registered", async () => {
    const recorder = await Recorder.start();
    new Thing("one", { a: 1 });
    new Thing("two");
    assert.deepEqual((await recorder.resources()).map(({ name }) => name).sort(), ["one", "two"]);
    assert.equal((await recorder.ofType("kubernetes:test/v1:Thing")).length, 2);
  });

  it("fails when the only one of a type is not the only one", async () => {
    const recorder = await Recorder.start();
    await assert.rejects(recorder.only("kubernetes:test/v1:Thing"), /expected one .*, found 0/);
  });

  it("refuses function calls, which nobody answers under mocks", async () => {
    const recorder = await Recorder.start();
    assert.throws(() => recorder.call({ token: "aws:index:getRegion", inputs: {} }), /unexpected call of aws:index:getRegion/);
  });
});

describe("unwrapSecrets", () => {
  it("shows what a secret hides, however deep", () => {
    assert.deepEqual(unwrapSecrets({ a: [WRAPPED, { b: WRAPPED }], c: { ...WRAPPED, value: { d: WRAPPED } } }), { a: ["plain", { b: "plain" }], c: { d: "plain" } });
  });

  it("leaves everything else as it is", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const json = JSON.parse(JSON.stringify(value)) as unknown;
      assert.deepEqual(unwrapSecrets(json), json);
    }));
  });
});
