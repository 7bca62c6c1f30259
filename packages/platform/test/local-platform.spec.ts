import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { writeClusterFacts } from "@moorage/cluster";
import type { ClusterFacts } from "@moorage/cluster";
import { InputError } from "@moorage/core";
import { writeMachineFacts } from "@moorage/machine";
import type { MachineFacts } from "@moorage/machine";
import { Recorder, unwrapSecrets } from "@moorage/testing";
import { localPlatform } from "../src/index.ts";
import type { Platform } from "../src/index.ts";

const PROVIDER = "pulumi:providers:kubernetes";
const CANARY = "canary-of-a-client-key";

describe("the platform of a local stack", () => {
  let stateDir: string;
  let recorder: Recorder;
  let facts: ClusterFacts;

  beforeEach(async () => {
    stateDir = mkdtempSync(join(tmpdir(), "platform-"));
    const kubeconfig = join(stateDir, "kubeconfig");
    facts = { provider: "k3d", name: "moorage-1", context: "mine", kubeconfig, server: "https://127.0.0.1:6443", nodes: "real", kubernetesVersion: "v1.36.3", ingressClass: "traefik", ingressAddresses: true, ingressPort: 80, tools: {}, createdAt: "2026-01-02T03:04:05.000Z" };
    server("https://127.0.0.1:6443");
    recorder = await Recorder.start();
  });
  afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

  const server = (address: string): void => {
    const config = { contexts: [{ name: "mine", context: { cluster: "c", user: "u" } }], clusters: [{ name: "c", cluster: { server: address } }], users: [{ name: "u", user: { "client-key-data": CANARY } }] };
    writeFileSync(join(stateDir, "kubeconfig"), JSON.stringify(config));
  };
  const platform = (changes: Partial<ClusterFacts> = {}, machine?: MachineFacts): Platform => {
    writeClusterFacts(stateDir, { ...facts, ...changes });
    if (machine !== undefined) writeMachineFacts(stateDir, machine);
    return localPlatform({ stateDir });
  };
  const provider = async (): Promise<Readonly<Record<string, unknown>>> => (await recorder.only(PROVIDER)).inputs;

  it("is one provider of its own cluster and context", async () => {
    platform();
    const inputs = await provider();
    assert.equal(inputs["context"], "mine");
    assert.deepEqual([inputs["enableServerSideApply"], inputs["deleteUnreachable"]], ["true", "true"]);
    assert.deepEqual(JSON.parse(String(inputs["kubeClientSettings"])), { qps: 200, burst: 400 });
    assert.deepEqual((await recorder.resources()).map(({ type, name }) => `${type} ${name}`), [`${PROVIDER} local`]);
  });

  it("keeps the keys of the cluster secret", async () => {
    platform();
    const inputs = await provider();
    assert.notDeepEqual(inputs["kubeconfig"], unwrapSecrets(inputs["kubeconfig"]), "the engine would keep it in plain in its state");
    assert.ok(String(unwrapSecrets(inputs["kubeconfig"])).includes(CANARY));
  });

  it("takes a cluster for the same however its kubeconfig changes, and for another one when it was made anew", async () => {
    const identifier = async (changes: Partial<ClusterFacts>): Promise<unknown> => {
      recorder = await Recorder.start();
      platform(changes);
      return (await provider())["clusterIdentifier"];
    };
    const first = await identifier({});
    server("https://127.0.0.1:7443");
    assert.equal(await identifier({ server: "https://127.0.0.1:7443", kubernetesVersion: "v1.37.0" }), first);
    assert.notEqual(await identifier({ createdAt: "2026-02-02T03:04:05.000Z" }), first);
    assert.notEqual(await identifier({ name: "moorage-2" }), first);
  });

  it("never lets a registry be asked for what is built here", () => {
    assert.equal(platform().delivery.pullPolicy, "Never");
  });

  it("builds where there is an engine, and gives the reason where there is none", () => {
    assert.equal(platform().delivery.builds, true);
    assert.deepEqual(platform({}, { docker: { available: false, why: "no engine" }, baseImages: {} }).delivery.builds, { skippedBecause: "no engine" });
  });

  it("builds on the engine that was found, and names none that is in its usual place", async () => {
    assert.equal(platform({}, { docker: { available: true }, baseImages: {} }).builder, undefined);
    recorder = await Recorder.start();
    assert.ok(platform({}, { docker: { available: true, host: "unix:///run/mine.sock" }, baseImages: {} }).builder !== undefined);
    assert.equal((await recorder.only("pulumi:providers:docker")).inputs["host"], "unix:///run/mine.sock");
  });

  it("builds upon stand-ins for the base images that have one", () => {
    const made = platform({}, { docker: { available: true }, baseImages: { "python:3.13": "made-here:1" } });
    assert.deepEqual(["python:3.13", "node:22"].map((image) => made.baseImage(image)), ["made-here:1", "node:22"]);
  });

  it("has the ingress of its cluster", () => {
    const { ingressClass, ingressAddresses } = platform({ ingressClass: "nginx", ingressAddresses: false });
    assert.deepEqual([ingressClass, ingressAddresses], ["nginx", false]);
  });

  it("names a port in addresses only where it is not the usual one", () => {
    assert.equal(platform().url("board.localhost"), "http://board.localhost");
    assert.equal(platform({ ingressPort: 8080 }).url("board.localhost"), "http://board.localhost:8080");
  });

  it("refuses an image that does not get there in one line without a stack trace", async () => {
    const { delivery } = platform();
    await assert.rejects(delivery.deliver("web:1"), (error: unknown) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.match(error.message, /^[^\n]*docker[^\n]*Fix: [^\n]*$/);
      return true;
    });
  });

  it("is refused where the cluster is another machine's, before anything is made", async () => {
    server("https://production.example.com");
    assert.throws(() => platform(), InputError);
    assert.deepEqual(await recorder.resources(), []);
  });

  for (const file of ["cluster.json", "machine.json"]) {
    it(`is refused in one line that names ${file} when that cannot be read`, () => {
      writeClusterFacts(stateDir, facts);
      writeFileSync(join(stateDir, file), "{");
      assert.throws(() => localPlatform({ stateDir }), (error: unknown) => {
        assert.ok(pulumi.RunError.isInstance(error), "the engine would print a stack trace");
        assert.ok(error.message.includes(join(stateDir, file)), error.message);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      });
    });
  }
});
