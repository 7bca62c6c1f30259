import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Recorder, valueOf } from "../src/index.ts";

const THING = "kubernetes:test/v1:Thing";

class Thing extends pulumi.CustomResource {
  declare readonly metadata: pulumi.Output<{ readonly name: string }>;
  declare readonly address: pulumi.Output<string>;

  constructor(name: string, props: pulumi.Inputs = {}, opts?: pulumi.CustomResourceOptions) {
    super(THING, name, { metadata: undefined, address: undefined, ...props }, opts);
  }
}

class Group extends pulumi.ComponentResource {
  constructor(name: string) {
    super("moorage:test:Group", name);
    new Thing("inner", {}, { parent: this });
  }
}

class Provider extends pulumi.ProviderResource {
  constructor(name: string) {
    super("kubernetes", name, {});
  }
}

describe("Recorder", () => {
  it("writes down what is registered", async () => {
    const recorder = await Recorder.start();
    new Thing("one", { a: 1 });
    new Thing("two");
    assert.deepEqual((await recorder.resources()).map(({ name }) => name).sort(), ["one", "two"]);
    assert.equal((await recorder.ofType(THING)).length, 2);
    assert.deepEqual((await recorder.ofType(THING)).find(({ name }) => name === "one")?.inputs, { a: 1 });
  });

  it("tells components from what a provider makes", async () => {
    const recorder = await Recorder.start();
    new Group("outer");
    assert.deepEqual((await recorder.resources()).map(({ name, component }) => [name, component]), [["outer", true], ["inner", false]]);
  });

  it("knows the URN of each, with its parent's type in it", async () => {
    const recorder = await Recorder.start({ project: "shop", stack: "test" });
    new Group("outer");
    assert.deepEqual(await recorder.urns(), [
      "urn:pulumi:test::shop::moorage:test:Group::outer",
      `urn:pulumi:test::shop::moorage:test:Group$${THING}::inner`,
    ]);
  });

  it("knows which provider was chosen for each, and for which none was", async () => {
    const recorder = await Recorder.start();
    new Thing("with", {}, { provider: new Provider("mine") });
    new Thing("without");
    const things = await recorder.ofType(THING);
    assert.match(things.find(({ name }) => name === "with")?.provider ?? "", /pulumi:providers:kubernetes::mine::mine-id$/);
    assert.equal(things.find(({ name }) => name === "without")?.provider, "");
  });

  it("gives an object without a name its logical one, as an API server would give it some name", async () => {
    await Recorder.start();
    assert.equal((await valueOf(new Thing("one").metadata)).name, "one");
    assert.equal((await valueOf(new Thing("two", { metadata: { name: "other" } }).metadata)).name, "other");
  });

  it("fills in what a provider would, made from what was asked", async () => {
    await Recorder.start({ outputs: { [THING]: ({ name }) => ({ address: `at ${name}` }) } });
    assert.equal(await valueOf(new Thing("one").address), "at one");
  });

  it("starts each time from nothing", async () => {
    const first = await Recorder.start();
    new Thing("one");
    await first.resources();
    const second = await Recorder.start();
    assert.deepEqual([await second.resources(), await second.urns()], [[], []]);
    assert.equal((await first.resources()).length, 1);
  });

  it("gives the only one of a type, and fails when there are none or more", async () => {
    const recorder = await Recorder.start();
    await assert.rejects(recorder.only(THING), /expected one kubernetes:test\/v1:Thing, found 0/);
    new Thing("one");
    assert.equal((await recorder.only(THING)).name, "one");
    new Thing("two");
    await assert.rejects(recorder.only(THING), /found 2/);
  });

  it("refuses function calls, which nobody answers under mocks", async () => {
    const recorder = await Recorder.start();
    assert.throws(() => recorder.call({ token: "aws:index:getRegion", inputs: {} }), /unexpected call of aws:index:getRegion/);
  });
});
