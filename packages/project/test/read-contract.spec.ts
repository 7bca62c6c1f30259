import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { InputError } from "@moorage/core";
import { defineOutputs } from "@moorage/outputs";
import type { StackOutputs } from "@moorage/outputs";
import { renderingPlatform } from "@moorage/platform";
import { Recorder, valueOf } from "@moorage/testing";
import { readContract } from "../src/index.ts";

const contract = defineOutputs("shop", 1, { public: { url: z.url() }, secrets: { login: z.string() } });

describe("the contract of another stack", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  it("is placeholders while the program is only looked at, secret where it is secret, and no stack is asked", async () => {
    const shop = readContract(contract, { project: "shop", stack: "dev" }, { platform: renderingPlatform() });
    assert.deepEqual(await valueOf(pulumi.all([shop.url, shop.login])), ["placeholder", "placeholder"]);
    assert.deepEqual([await pulumi.isSecret(shop.url), await pulumi.isSecret(shop.login)], [false, true]);
    assert.deepEqual((await recorder.resources()).filter(({ type }) => type.includes("StackReference")), []);
  });

  it("is what the stack has otherwise", async () => {
    const outputs: Readonly<Record<string, unknown>> = { v1: { url: "https://shop.example.com" }, contract: { name: "shop", version: 1, schemaHash: contract.schemaHash } };
    const login = pulumi.secret({ login: "canary" });
    const reference: StackOutputs = { outputs: pulumi.output({ ...outputs, v1Secrets: login }) as never, getOutput: (name) => (name === "v1Secrets" ? login : pulumi.output(outputs[name])) };
    const { placeholders: _, ...platform } = renderingPlatform();
    const shop = readContract(contract, { project: "shop", stack: "dev", organization: "organization", reference }, { platform });
    assert.deepEqual(await valueOf(pulumi.all([shop.url, shop.login])), ["https://shop.example.com", "canary"]);
    assert.equal(await pulumi.isSecret(shop.login), true);
    assert.throws(() => readContract(contract, { project: "", stack: "dev" }, { platform }), InputError);
  });
});
