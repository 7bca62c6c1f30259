import assert from "node:assert/strict";
import { InputError } from "@moorage/core";
import { Recorder } from "@moorage/testing";
import { project } from "../src/index.ts";
import type { Environment, RunOptions } from "../src/index.ts";
import { configured, deployed } from "./sources.ts";

describe("a project", () => {
  const ran: { readonly name: string; readonly as: string; readonly options: RunOptions }[] = [];
  const named = (as: string): Environment => async (name, _source, options) => {
    ran.push({ name, as, options });
    return Promise.resolve(deployed);
  };
  const shop = project({ dev: named("dev"), prod: named("prod") }, () => ({ url: "here" }));
  const run = async (stack: string, values: Readonly<Record<string, string>> = {}, options: RunOptions = {}) => {
    await Recorder.start({ project: "shop", stack });
    return configured(values, [], async () => shop(options));
  };
  const refused = async (stack: string, values: Readonly<Record<string, string>> = {}): Promise<string> => {
    try {
      await run(stack, values);
    } catch (error) {
      assert.ok(error instanceof InputError);
      return error.message;
    }
    return assert.fail("it ran");
  };
  beforeEach(() => ran.splice(0));

  it("runs the environment that has the stack's name, with the options it was given, and gives its outputs", async () => {
    assert.deepEqual(await run("prod", {}, { rendering: true }), { url: "here" });
    assert.deepEqual(ran, [{ name: "prod", as: "prod", options: { rendering: true } }]);
  });

  it("runs the environment that is set, where the stack's name is that of none", async () => {
    await run("review-42", { "shop:environment": "dev" });
    assert.deepEqual(ran.map(({ name, as }) => [name, as]), [["dev", "dev"]]);
  });

  it("never runs one environment under the name of another", async () => {
    assert.equal(await refused("dev", { "shop:environment": "prod" }), 'Pulumi.dev.yaml: shop:environment: disagrees with the name of the stack dev; got "prod"; expected dev. Fix: pulumi config rm --stack dev shop:environment');
    assert.deepEqual(ran, []);
  });

  it("suggests the environment that was probably meant", async () => {
    assert.equal(await refused("prdo"), "stack prdo: has no program; expected one of dev, prod. Fix: did you mean prod? pulumi stack select prod");
    assert.equal(await refused("x", { "shop:environment": "porduction" }), 'Pulumi.x.yaml: shop:environment: is no environment; got "porduction"; expected one of dev, prod. Fix: pulumi config set --stack x shop:environment dev');
  });

  it("tells how a stack of any name gets a program", async () => {
    assert.equal(await refused("review-42"), "stack review-42: has no program; expected one of dev, prod. Fix: pulumi config set --stack review-42 shop:environment dev");
  });

  it("asks for nothing but what is a name of its own: not what every object has", async () => {
    assert.match(await refused("toString"), /^stack toString: has no program/);
  });
});
