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
import { localPlatform, localPlatformProblems, localRules } from "../src/index.ts";
import type { Platform } from "../src/index.ts";
import { CANARY, clusterFacts, writeKubeconfig } from "./clusters.ts";

const PROVIDER = "pulumi:providers:kubernetes";

describe("The platform of a local stack", () => {
  let stateDir: string;
  let recorder: Recorder;
  let facts: ClusterFacts;

  beforeEach(async () => {
    stateDir = mkdtempSync(join(tmpdir(), "platform-"));
    facts = clusterFacts(stateDir);
    server("https://127.0.0.1:6443");
    recorder = await Recorder.start();
  });
  afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

  const server = (address: string): void => writeKubeconfig(join(stateDir, "kubeconfig"), address);
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

  it("loads what is built here, and never lets a registry be asked for it", () => {
    const { by, pullPolicy } = platform().delivery;
    assert.deepEqual([by, pullPolicy], ["loading", "Never"]);
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
    assert.equal(platform({ ingressPort: 8080 }).url("board.localhost", true), "https://board.localhost");
  });

  it("insists on nothing, runs databases in the cluster, and has no registry's login, issuer or class of volumes", () => {
    const made = platform();
    assert.deepEqual([made.kind, made.rules, made.databases], ["local", localRules, "in-cluster"]);
    for (const key of ["pullCredentials", "certificateIssuer", "storageClass"]) assert.ok(!(key in made), key);
  });

  it("has a provider of another name where one is given", async () => {
    writeClusterFacts(stateDir, facts);
    localPlatform({ stateDir, name: "here" });
    assert.equal((await recorder.only(PROVIDER)).name, "here");
  });

  it("changes what may change in place: what says that it is immutable is replaced all the same", async () => {
    platform();
    const inputs = await provider();
    assert.deepEqual([inputs["enableConfigMapMutable"], inputs["enableSecretMutable"]], ["true", "true"]);
  });

  it("refuses an image that does not get there in one line without a stack trace", async () => {
    const { delivery } = platform();
    assert.ok(delivery.by === "loading");
    await assert.rejects(delivery.deliver("web:1"), (error: unknown) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.match(error.message, /^[^\n]*docker[^\n]*Fix: [^\n]*$/);
      return true;
    });
  });

  it("is refused where the cluster is another machine's, before anything is made", async () => {
    server("https://production.example.com");
    assert.throws(() => platform(), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems, localPlatformProblems("dev", { stateDir }));
      return true;
    });
    assert.deepEqual(await recorder.resources(), []);
  });

  it("is refused in one line for a clone without a cluster, before anything is made", async () => {
    const message = "stack dev: cluster: there is none for this clone. Fix: pnpm moorage cluster up";
    assert.throws(() => localPlatform({ stateDir }), (error: unknown) => error instanceof InputError && error.message === message);
    assert.deepEqual(await recorder.resources(), []);
  });

  it("has no problems where it can be, and says those that there are without making anything", async () => {
    assert.deepEqual(localPlatformProblems("dev", { stateDir }).map(({ path }) => path), ["stack dev: cluster"]);
    writeClusterFacts(stateDir, facts);
    assert.deepEqual(localPlatformProblems("dev", { stateDir }), []);
    server("https://production.example.com");
    assert.deepEqual(localPlatformProblems("dev", { stateDir }).map(({ problem }) => problem), ['context "mine" leads to https://production.example.com, not to this machine']);
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
