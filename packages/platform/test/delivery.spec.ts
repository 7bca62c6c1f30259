import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterFacts } from "@moorage/cluster";
import type { MachineFacts } from "@moorage/machine";
import { Recorder } from "@moorage/testing";
import { baseImages, builder, loaded, pushed } from "../src/delivery.ts";

const cluster: ClusterFacts = { provider: "kind", name: "moorage-1", context: "mine", kubeconfig: "/none", server: "https://127.0.0.1:6443", nodes: "real", kubernetesVersion: "v1.36.3", ingressClass: "traefik", ingressAddresses: true, ingressPort: 80, tools: { docker: "/no/such/docker" }, createdAt: "2026-01-02T03:04:05.000Z" };
const usual: MachineFacts = { docker: { available: true }, baseImages: {} };
const none: MachineFacts = { docker: { available: false, why: "no engine" }, baseImages: {} };
const elsewhere: MachineFacts = { docker: { available: true, host: "unix:///run/mine.sock" }, baseImages: {} };

describe("How images get to a cluster", () => {
  it("is into its nodes on a laptop, where no registry is ever asked", () => {
    const { by, pullPolicy } = loaded(cluster, usual);
    assert.deepEqual([by, pullPolicy], ["loading", "Never"]);
  });

  it("is through a registry in the cloud", () => {
    const registry = { address: "registry.example.com/team" };
    assert.deepEqual(pushed(registry, usual), { by: "pushing", pullPolicy: "IfNotPresent", builds: true, registry });
  });

  it("is not at all without an engine, with the reason", () => {
    for (const { builds } of [loaded(cluster, none), pushed({ address: "a.example.com" }, none)]) assert.deepEqual(builds, { skippedBecause: "no engine" });
    assert.equal(loaded(cluster, elsewhere).builds, true);
  });

  it("ends in one line without a stack trace when an image does not get there", async () => {
    await assert.rejects(loaded(cluster, usual).deliver("web:1"), (error: unknown) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.match(error.message, /^[^\n]+$/);
      return true;
    });
  });

  it("is by an engine of its own only where that is not in its usual place", async () => {
    const recorder = await Recorder.start();
    assert.deepEqual([builder("a", usual), builder("b", none)], [{}, {}]);
    assert.ok(builder("c", elsewhere).builder !== undefined);
    const { name, inputs } = await recorder.only("pulumi:providers:docker");
    assert.deepEqual([name, inputs["host"]], ["c", "unix:///run/mine.sock"]);
  });

  it("is upon stand-ins for the base images that have one, and else upon those themselves", () => {
    const of = baseImages({ ...usual, baseImages: { "python:3.13": "made-here:1" } });
    assert.deepEqual(["python:3.13", "node:22"].map(of), ["made-here:1", "node:22"]);
  });
});
