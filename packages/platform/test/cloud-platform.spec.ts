import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { writeClusterFacts } from "@moorage/cluster";
import { InputError } from "@moorage/core";
import { writeMachineFacts } from "@moorage/machine";
import type { MachineFacts } from "@moorage/machine";
import { Recorder, unwrapSecrets } from "@moorage/testing";
import { cloudPlatform, cloudPlatformProblems, cloudRules } from "../src/index.ts";
import type { CloudPlatformArgs, CloudPlatformSettings, Platform } from "../src/index.ts";
import { CANARY, clusterFacts, writeKubeconfig } from "./clusters.ts";

const PROVIDER = "pulumi:providers:kubernetes";
const THERE = "https://production.example.com:6443";
const HERE = "https://127.0.0.1:6443";

describe("The platform of a stack in the cloud", () => {
  let stateDir: string;
  let kubeconfig: string;
  let recorder: Recorder;
  let said: string[];

  beforeEach(async () => {
    stateDir = mkdtempSync(join(tmpdir(), "cloud-"));
    kubeconfig = join(stateDir, "config");
    writeKubeconfig(kubeconfig, THERE, "production");
    recorder = await Recorder.start({ stack: "prod" });
    said = [];
    mock.method(pulumi.log, "warn", async (message: string) => void said.push(message));
  });
  afterEach(() => {
    mock.restoreAll();
    rmSync(stateDir, { recursive: true, force: true });
  });

  const platform = (changes: Partial<CloudPlatformArgs> = {}, machine?: MachineFacts): Platform => {
    if (machine !== undefined) writeMachineFacts(stateDir, machine);
    return cloudPlatform({ stateDir, kubeconfig, context: "production", cluster: "production-1", registry: { address: "ghcr.io/team" }, ingressClass: "traefik", ...changes });
  };
  const provider = async (): Promise<Readonly<Record<string, unknown>>> => (await recorder.only(PROVIDER)).inputs;

  it("is one provider of the context that it is told, and nothing else", async () => {
    platform();
    assert.equal((await provider())["context"], "production");
    assert.deepEqual((await recorder.resources()).map(({ type, name }) => `${type} ${name}`), [`${PROVIDER} cloud`]);
  });

  it("has its provider apply on the server, change what may change in place, and not wait for itself", async () => {
    platform();
    const { enableServerSideApply, enableConfigMapMutable, enableSecretMutable, kubeClientSettings } = await provider();
    assert.deepEqual([enableServerSideApply, enableConfigMapMutable, enableSecretMutable], ["true", "true", "true"]);
    assert.deepEqual(JSON.parse(String(kubeClientSettings)), { qps: 200, burst: 400 });
  });

  it("never forgets what is in a cluster that does not answer", async () => {
    platform();
    assert.equal((await provider())["deleteUnreachable"], "false");
  });

  it("calls the cluster what it is told, whatever the kubeconfig: a new one replaces nothing", async () => {
    const identifier = async (server: string, cluster: string): Promise<unknown> => {
      recorder = await Recorder.start({ stack: "prod" });
      writeKubeconfig(kubeconfig, server, "production");
      platform({ cluster });
      return (await provider())["clusterIdentifier"];
    };
    const other = "https://moved.example.com";
    assert.deepEqual([await identifier(THERE, "one"), await identifier(other, "one"), await identifier(other, "two")], ["one", "one", "two"]);
  });

  it("keeps the keys of the cluster secret", async () => {
    platform();
    const { kubeconfig: text } = await provider();
    assert.ok(!String(text).includes(CANARY), "the engine would keep it in plain in its state");
    assert.ok(String(unwrapSecrets(text)).includes(CANARY));
  });

  it("has a provider of another name where one is given", async () => {
    platform({ name: "elsewhere" });
    assert.equal((await recorder.only(PROVIDER)).name, "elsewhere");
  });

  it("pushes images to its registry, from which nodes pull them", () => {
    assert.deepEqual(platform().delivery, { by: "pushing", pullPolicy: "IfNotPresent", builds: true, registry: { address: "ghcr.io/team" } });
  });

  it("gives the reason where nothing can be built", () => {
    assert.deepEqual(platform({}, { docker: { available: false, why: "no engine" }, baseImages: {} }).delivery.builds, { skippedBecause: "no engine" });
  });

  it("builds on the engine that was found, and names none that is in its usual place", async () => {
    assert.equal(platform({}, { docker: { available: true }, baseImages: {} }).builder, undefined);
    recorder = await Recorder.start({ stack: "prod" });
    assert.notEqual(platform({}, { docker: { available: true, host: "unix:///run/mine.sock" }, baseImages: {} }).builder, undefined);
    const { name, inputs } = await recorder.only("pulumi:providers:docker");
    assert.deepEqual([name, inputs["host"]], ["cloud", "unix:///run/mine.sock"]);
  });

  it("builds upon stand-ins for the base images that have one", () => {
    const made = platform({}, { docker: { available: true }, baseImages: { "python:3.13": "made-here:1" } });
    assert.deepEqual(["python:3.13", "node:22"].map((image) => made.baseImage(image)), ["made-here:1", "node:22"]);
  });

  it("gives pods a login for the registry only where that has a whole one", () => {
    assert.ok(!("pullCredentials" in platform()));
    assert.ok(!("pullCredentials" in platform({ registry: { address: "ghcr.io/team", username: "robot" }, name: "third" })));
    const registry = { address: "ghcr.io/team", username: "robot", password: pulumi.secret("canary") };
    assert.equal(platform({ registry, name: "second" }).pullCredentials, registry);
  });

  it("insists on what production needs, and runs databases elsewhere unless told otherwise", () => {
    const { kind, rules, databases } = platform();
    assert.deepEqual([kind, rules, databases], ["cloud", cloudRules, "managed"]);
    assert.equal(platform({ databases: "in-cluster", name: "second" }).databases, "in-cluster");
  });

  it("has of volumes and certificates what it is told, and no more", () => {
    const plain = platform();
    for (const key of ["storageClass", "certificateIssuer", "builder"]) assert.ok(!(key in plain), key);
    const { storageClass, certificateIssuer } = platform({ storageClass: "fast", certificateIssuer: "letsencrypt", name: "second" });
    assert.deepEqual([storageClass, certificateIssuer], ["fast", "letsencrypt"]);
  });

  it("has the ingress that it is told, which gives addresses unless told otherwise", () => {
    const { ingressClass, ingressAddresses } = platform({ ingressClass: "nginx" });
    assert.deepEqual([ingressClass, ingressAddresses], ["nginx", true]);
    assert.equal(platform({ ingressAddresses: false, name: "second" }).ingressAddresses, false);
  });

  it("is reached by TLS unless a host goes without", () => {
    const made = platform();
    assert.deepEqual([undefined, true, false].map((tls) => made.url("shop.example.com", tls)), ["https://shop.example.com", "https://shop.example.com", "http://shop.example.com"]);
  });

  it("is refused where the cluster is this machine's, before anything is made", async () => {
    writeKubeconfig(kubeconfig, HERE, "production");
    assert.throws(() => platform(), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems, cloudPlatformProblems("prod", { stateDir, kubeconfig, context: "production", cluster: "production-1" }));
      assert.match(error.message, /^stack prod: .*a cluster of this machine/);
      return true;
    });
    assert.deepEqual(await recorder.resources(), []);
  });

  it("may be this machine's cluster for a rehearsal, says so, and insists on the same", async () => {
    writeKubeconfig(kubeconfig, HERE, "production");
    const { kind, rules } = platform({ rehearsal: true });
    assert.deepEqual([kind, rules], ["cloud", cloudRules]);
    assert.equal((await provider())["clusterIdentifier"], "production-1");
    assert.deepEqual(said, [`this is a rehearsal: ${HERE}, context "production", is a cluster of this machine`]);
  });

  it("is no rehearsal on a cluster in the cloud, whatever is set", () => {
    platform({ rehearsal: true });
    assert.deepEqual(said, []);
  });

  it("is refused in one line that names machine.json when that cannot be read", () => {
    writeFileSync(join(stateDir, "machine.json"), "{");
    assert.throws(() => platform(), (error: unknown) => {
      assert.ok(pulumi.RunError.isInstance(error), "the engine would print a stack trace");
      assert.ok(error.message.includes(join(stateDir, "machine.json")), error.message);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  });
});

describe("What keeps a stack from the cloud", () => {
  let folder: string;
  let kubeconfig: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cloud-"));
    kubeconfig = join(folder, "config");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const settings: Omit<CloudPlatformSettings, "stateDir" | "kubeconfig"> = { context: "production", cluster: "production-1" };
  const found = (server: string, changes: Partial<CloudPlatformSettings> = {}): readonly string[] => {
    writeKubeconfig(kubeconfig, server, "production");
    return cloudPlatformProblems("prod", { stateDir: folder, kubeconfig, ...settings, ...changes }).map(({ path, problem }) => `${path}: ${problem}`);
  };

  it("is nothing where the context leads to a cluster in the cloud, or a rehearsal to one here", () => {
    assert.deepEqual([found(THERE), found(HERE, { rehearsal: true })], [[], []]);
  });

  it("is a cluster of this machine, and a context that is not there", () => {
    assert.deepEqual(found(HERE), [`stack prod: ${kubeconfig}: context "production" leads to ${HERE}, a cluster of this machine`]);
    assert.deepEqual(found(HERE, { rehearsal: false }), found(HERE));
    assert.deepEqual(found(THERE, { context: "staging" }), [`stack prod: ${kubeconfig}: has no context "staging"`]);
  });

  it("is the clone's own cluster, which its folder tells of", () => {
    writeClusterFacts(folder, { ...clusterFacts(folder), kubeconfig: "/elsewhere", server: THERE });
    assert.deepEqual(found(THERE), [`stack prod: ${kubeconfig}: context "production" leads to ${THERE}, this clone's own cluster`]);
    assert.deepEqual(found(THERE, { rehearsal: true }), []);
  });

  it("is a cluster without a name, for the state would know it by its kubeconfig", () => {
    assert.deepEqual(found(THERE, { cluster: " " }), ["stack prod: cluster: is empty, and a new kubeconfig would replace everything"]);
  });

  it("is everything at once", () => {
    writeFileSync(join(folder, "machine.json"), "{");
    assert.deepEqual(found(HERE, { cluster: "" }).map((line) => line.split(": ")[1]?.split(" ")[0]), [join(folder, "machine.json"), "cluster", kubeconfig]);
  });

  it("is found without making anything", async () => {
    const recorder = await Recorder.start();
    found(HERE);
    assert.deepEqual(await recorder.resources(), []);
  });
});
