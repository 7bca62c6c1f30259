import assert from "node:assert/strict";
import { Recorder } from "@moorage/testing";
import { cloudRules, localRules, renderingPlatform } from "../src/index.ts";

describe("The platform for rendering", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  it("is a local one unless it is told otherwise", () => {
    const { kind, databases, rules, ingressClass, ingressAddresses } = renderingPlatform();
    assert.deepEqual([kind, databases, rules, ingressClass, ingressAddresses], ["local", "in-cluster", localRules, "traefik", true]);
  });

  it("insists in the cloud on what the cloud does", () => {
    const { kind, databases, rules } = renderingPlatform("cloud");
    assert.deepEqual([kind, databases, rules], ["cloud", "managed", cloudRules]);
  });

  for (const [kind, by, pullPolicy] of [["local", "loading", "Never"], ["cloud", "pushing", "IfNotPresent"]] as const) {
    it(`has ${kind} images by ${by}, and builds none`, () => {
      const { delivery } = renderingPlatform(kind);
      assert.deepEqual([delivery.by, delivery.pullPolicy, delivery.builds], [by, pullPolicy, { skippedBecause: "rendering builds nothing" }]);
    });
  }

  it("delivers nothing", async () => {
    const { delivery } = renderingPlatform();
    assert.ok(delivery.by === "loading");
    await assert.rejects(delivery.deliver("a:b"), /rendering delivers nothing/);
  });

  it("has a registry of nobody's in the cloud, without a login", () => {
    const { delivery, pullCredentials } = renderingPlatform("cloud");
    assert.ok(delivery.by === "pushing");
    assert.deepEqual([delivery.registry, pullCredentials], [{ address: "registry.example.com/moorage" }, undefined]);
  });

  it("takes every image and host for what it is called", () => {
    const local = renderingPlatform();
    assert.deepEqual([local.baseImage("python:3.13"), local.url("board.localhost"), local.url("board.localhost", true)], ["python:3.13", "http://board.localhost", "https://board.localhost"]);
    const cloud = renderingPlatform("cloud");
    assert.deepEqual([cloud.url("board.example.com"), cloud.url("board.example.com", false)], ["https://board.example.com", "http://board.example.com"]);
  });

  it("is one provider, which knows no cluster, and no builder", async () => {
    const { builder } = renderingPlatform();
    assert.equal(builder, undefined);
    const [provider, ...others] = await recorder.resources();
    assert.deepEqual([provider?.type, provider?.inputs["kubeconfig"], others], ["pulumi:providers:kubernetes", "{}", []]);
  });
});
