import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Recorder } from "@moorage/testing";
import { Component } from "../src/index.ts";

class Thing extends pulumi.CustomResource {
  constructor(name: string, opts: pulumi.CustomResourceOptions) {
    super("kubernetes:test/v1:Thing", name, {}, opts);
  }
}

class Pair extends Component {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("core:Pair", name, opts);
    const first = new Thing("first", this.child());
    new Thing("second", this.child({ dependsOn: [first], parent: first }));
  }
}

class Provider extends pulumi.ProviderResource {
  constructor() {
    super("kubernetes", "mine", {});
  }
}

describe("Component", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  it("has a type token of the project", async () => {
    new Pair("pair");
    assert.equal((await recorder.only("moorage:core:Pair")).component, true);
  });

  it("is the parent of its children, whatever their other options say", async () => {
    new Pair("pair");
    assert.deepEqual((await recorder.urns()).slice(1).map((urn) => urn.split("::")[2]), Array(2).fill("moorage:core:Pair$kubernetes:test/v1:Thing"));
  });

  it("hands its provider on to its children", async () => {
    new Pair("pair", { providers: { kubernetes: new Provider() } });
    for (const { provider } of await recorder.ofType("kubernetes:test/v1:Thing")) assert.match(provider, /::mine::/);
  });
});
