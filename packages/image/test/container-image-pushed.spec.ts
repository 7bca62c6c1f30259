import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import type { ImageRegistry, PushedImages } from "@moorage/core";
import { Recorder, unwrapSecrets, valueOf } from "@moorage/testing";
import { ContainerImage } from "../src/index.ts";
import type { ContainerImageArgs } from "../src/index.ts";
import { DIGEST, REGISTRY_IMAGE, REMOTE_IMAGE, collectWarnings, outputs, pushing } from "./deliveries.ts";

const CANARY = "canary-of-a-password";
const ADDRESS = "registry.example.com/team";

describe("ContainerImage, pushed to a registry", () => {
  let context: string;
  const delivery = (registry: Partial<ImageRegistry> = {}, changes: Partial<PushedImages> = {}): PushedImages => pushing({ address: ADDRESS, ...registry }, changes);
  const image = (args: Partial<ContainerImageArgs> = {}): ContainerImage => new ContainerImage("web", { context, delivery: delivery(), ...args });
  const pushed = async (recorder: Recorder): Promise<Readonly<Record<string, unknown>>> => (await recorder.only(REGISTRY_IMAGE)).inputs;

  beforeEach(() => {
    context = mkdtempSync(join(tmpdir(), "image-"));
    writeFileSync(join(context, "Dockerfile"), "FROM scratch\n");
  });
  afterEach(() => rmSync(context, { recursive: true, force: true }));

  it("is run by the digest that the registry has for it, and never by a tag that could move", async () => {
    await Recorder.start({ outputs });
    const made = image({ version: "1.4.2", repository: "shop/web" });
    assert.equal(await valueOf(made.reference), `${ADDRESS}/shop/web:1.4.2-${made.contentHash}@${DIGEST}`);
    assert.equal(await valueOf(made.digest ?? ""), DIGEST);
    assert.equal(made.pullPolicy, "IfNotPresent");
  });

  it("is built and pushed under the registry's name, both under itself", async () => {
    const recorder = await Recorder.start({ outputs });
    const made = image();
    assert.ok(made.build !== undefined && made.push !== undefined);
    const name = `${ADDRESS}/web:${made.contentHash}`;
    assert.deepEqual((await recorder.resources()).map(({ type, inputs }) => [type, inputs["name"]]), [["moorage:image:ContainerImage", undefined], [REMOTE_IMAGE, name], [REGISTRY_IMAGE, name]]);
    const urns = (await recorder.urns()).filter((urn) => urn.includes("docker:"));
    assert.equal(urns.length, 2);
    for (const urn of urns) assert.match(urn, /::moorage:image:ContainerImage\$docker:/);
  });

  it("stays in the registry when the stack forgets it, and is pushed again for another content only", async () => {
    const recorder = await Recorder.start({ outputs });
    const made = image();
    const inputs = await pushed(recorder);
    assert.equal(inputs["keepRemotely"], true);
    assert.deepEqual(inputs["triggers"], { content: made.contentHash });
  });

  it("logs in with a password that the engine encrypts", async () => {
    const recorder = await Recorder.start({ outputs });
    // Not yet a secret: it is made one here.
    image({ delivery: delivery({ username: "robot", password: pulumi.output(CANARY) }) });
    const inputs = await pushed(recorder);
    assert.deepEqual(unwrapSecrets(inputs["authConfig"]), { address: "registry.example.com", username: "robot", password: CANARY });
    assert.ok(JSON.stringify(inputs["authConfig"]) !== JSON.stringify(unwrapSecrets(inputs["authConfig"])), "the engine would keep it in plain in its state");
    const { inputs: build } = await recorder.only(REMOTE_IMAGE);
    assert.ok(!JSON.stringify(build).includes(CANARY));
  });

  it("names the registry where that asks for no login, for the plug-in pushes to none that it was not told of", async () => {
    const recorder = await Recorder.start({ outputs });
    image();
    const inputs = await pushed(recorder);
    assert.deepEqual([inputs["authConfig"], inputs["insecureSkipVerify"]], [{ address: "registry.example.com" }, false]);
  });

  it("logs in to Docker Hub where that really is", async () => {
    const recorder = await Recorder.start({ outputs });
    const made = image({ delivery: delivery({ address: "docker.io/user", username: "user", password: pulumi.secret(CANARY) }) });
    assert.equal(await valueOf(made.reference), `docker.io/user/web:${made.contentHash}@${DIGEST}`);
    assert.equal((unwrapSecrets((await pushed(recorder))["authConfig"]) as { readonly address: string }).address, "registry-1.docker.io");
  });

  it("takes a certificate that nobody signed where the registry says so", async () => {
    const recorder = await Recorder.start({ outputs });
    image({ delivery: delivery({ insecureSkipVerify: true }) });
    assert.equal((await pushed(recorder))["insecureSkipVerify"], true);
  });

  it("has the name that it will have where images are not built, no digest, and a warning that says why", async () => {
    const recorder = await Recorder.start({ outputs });
    const { warnings, restore } = collectWarnings();
    const made = image({ delivery: delivery({}, { builds: { skippedBecause: "no engine" } }) });
    restore();
    assert.deepEqual(warnings, [`image ${ADDRESS}/web:${made.contentHash} was not built: no engine`]);
    assert.equal(await valueOf(made.reference), `${ADDRESS}/web:${made.contentHash}`);
    assert.deepEqual([made.build, made.push, made.digest], [undefined, undefined, undefined]);
    assert.deepEqual((await recorder.resources()).map(({ type }) => type), ["moorage:image:ContainerImage"]);
  });

  it("is built and pushed by the engine it was given", async () => {
    const recorder = await Recorder.start({ outputs });
    image({ provider: new docker.Provider("mine", { host: "unix:///run/mine.sock" }) });
    for (const type of [REMOTE_IMAGE, REGISTRY_IMAGE]) assert.match((await recorder.only(type)).provider, /pulumi:providers:docker::mine::/);
  });

  it("leaves the last word to transforms, and goes by the names that they say", async () => {
    const recorder = await Recorder.start({ outputs });
    const made = image({ transform: { remoteImage: (args) => ({ ...args, name: `${ADDRESS}/other:1` }), registryImage: (args) => ({ ...args, keepRemotely: false }) } });
    assert.equal(await valueOf(made.reference), `${ADDRESS}/other:1@${DIGEST}`);
    assert.equal((await pushed(recorder))["keepRemotely"], false);
  });

  it("is refused without a registry's address, before anything is registered", async () => {
    const recorder = await Recorder.start();
    assert.throws(() => image({ delivery: delivery({ address: "" }) }), (error: unknown) => error instanceof InputError && error.message.startsWith("ContainerImage web: delivery.registry.address: is empty"));
    assert.deepEqual(await recorder.resources(), []);
  });
});
