import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import type { LoadedImages } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import { ContainerImage } from "../src/index.ts";
import type { ContainerImageArgs } from "../src/index.ts";
import { REMOTE_IMAGE, collectWarnings, loading, outputs } from "./deliveries.ts";

const VARIABLE = "MOORAGE_TEST_BUILD_SECRET";
const CANARY = "canary-of-a-build-secret";

describe("ContainerImage, loaded into the cluster", () => {
  let context: string;
  let delivered: string[];

  const delivery = (changes: Partial<LoadedImages> = {}): LoadedImages => loading(delivered, changes);
  const image = (args: Partial<ContainerImageArgs> = {}, name = "web"): ContainerImage => new ContainerImage(name, { context, delivery: delivery(), ...args });
  const inputs = async (recorder: Recorder): Promise<Readonly<Record<string, unknown>>> => (await recorder.only(REMOTE_IMAGE)).inputs;
  const build = async (recorder: Recorder): Promise<Readonly<Record<string, unknown>>> => (await inputs(recorder))["build"] as Record<string, unknown>;

  beforeEach(() => {
    delivered = [];
    context = mkdtempSync(join(tmpdir(), "image-"));
    writeFileSync(join(context, "Dockerfile"), "FROM scratch\n");
  });
  afterEach(() => rmSync(context, { recursive: true, force: true }));

  it("is named by what it is made of, and built under that name", async () => {
    const recorder = await Recorder.start({ outputs });
    const made = image({ buildArgs: { BASE_IMAGE: "base:1" } });
    assert.equal(await valueOf(made.reference), `web:${made.contentHash}`);
    assert.equal(made.pullPolicy, "Never");
    const recorded = await inputs(recorder);
    assert.equal(recorded["name"], `web:${made.contentHash}`);
    assert.deepEqual(recorded["triggers"], { content: made.contentHash });
    assert.deepEqual((await build(recorder))["buildArgs"], { BASE_IMAGE: "base:1" });
  });

  it("is pushed nowhere", async () => {
    const recorder = await Recorder.start({ outputs });
    const made = image();
    assert.deepEqual([made.push, made.digest], [undefined, undefined]);
    assert.deepEqual((await recorder.resources()).map(({ type }) => type), ["moorage:image:ContainerImage", REMOTE_IMAGE]);
  });

  it("has its repository's name and its version in its own", async () => {
    await Recorder.start({ outputs });
    const made = image({ repository: "shop/web", version: "1.4.2" });
    assert.equal(await valueOf(made.reference), `shop/web:1.4.2-${made.contentHash}`);
  });

  it("has the very same inputs wherever its clone lies, and no absolute path in them", async () => {
    const recorder = await Recorder.start({ outputs });
    const before = process.cwd();
    const given = { dockerfile: join(context, "Dockerfile"), buildSecrets: { token: { file: join(context, "Dockerfile") } } };
    try {
      process.chdir(context);
      image({ ...given, context });
      image({ dockerfile: "./Dockerfile", context: ".", buildSecrets: { token: { file: "Dockerfile" } } }, "other");
    } finally {
      process.chdir(before);
    }
    const builds = (await recorder.ofType(REMOTE_IMAGE)).map((recorded) => recorded.inputs["build"]);
    const expected = { context: ".", dockerfile: "Dockerfile", builder: "default", buildArgs: {}, secrets: [{ id: "token", src: "Dockerfile" }] };
    assert.deepEqual(builds, [expected, expected]);
  });

  it("is built by the same builder whoever deploys, for another one in the state would build it anew", async () => {
    const recorder = await Recorder.start({ outputs });
    image();
    assert.equal((await build(recorder))["builder"], "default");
  });

  it("is built to a target and for a platform where they are given, and else to the engine's own", async () => {
    const recorder = await Recorder.start({ outputs });
    image({ target: "final", platform: "linux/arm64" }, "both");
    image({}, "none");
    const [both, none] = (await recorder.ofType(REMOTE_IMAGE)).map((recorded) => recorded.inputs["build"] as Record<string, unknown>);
    assert.deepEqual([both?.["target"], both?.["platform"]], ["final", "linux/arm64"]);
    assert.deepEqual([none?.["target"], none?.["platform"], none?.["secrets"]], [undefined, undefined, undefined]);
  });

  it("hands secrets to the build by name and path, never by value", async () => {
    const recorder = await Recorder.start({ outputs });
    process.env[VARIABLE] = CANARY;
    writeFileSync(join(context, "token"), CANARY);
    try {
      image({ buildSecrets: { npm: { env: VARIABLE }, pip: { file: join(context, "token") } } });
    } finally {
      delete process.env["MOORAGE_TEST_BUILD_SECRET"];
    }
    const { secrets } = (await build(recorder)) as { readonly secrets: readonly Readonly<Record<string, string>>[] };
    assert.deepEqual(secrets[0], { id: "npm", env: VARIABLE });
    assert.match(secrets[1]?.["src"] ?? "", /^\.\.\/.*\/token$/);
    assert.ok(!JSON.stringify(await recorder.resources()).includes(CANARY));
  });

  it("is brought to the cluster before its reference resolves, once, however many use it", async () => {
    await Recorder.start({ outputs });
    const made = image();
    await Promise.all([valueOf(made.reference), valueOf(made.reference.apply((reference) => reference)), valueOf({ nested: [made.reference] })]);
    assert.deepEqual(delivered, [`web:${made.contentHash}`]);
  });

  it("is not brought anywhere in a preview", async () => {
    await Recorder.start({ outputs, preview: true });
    await valueOf(image().reference);
    assert.deepEqual(delivered, []);
  });

  it("has no reference when it could not be brought there", async () => {
    await Recorder.start({ outputs });
    const failing = delivery({ deliver: async () => Promise.reject(new Error("node-2 does not have it")) });
    await assert.rejects(valueOf(image({ delivery: failing }).reference), /node-2 does not have it/);
  });

  it("keeps its name and is not built where images are not built, with a warning that says why", async () => {
    const recorder = await Recorder.start();
    const { warnings, restore } = collectWarnings();
    const made = image({ delivery: delivery({ builds: { skippedBecause: "no engine" } }) });
    restore();
    assert.deepEqual(warnings, [`image web:${made.contentHash} was not built: no engine`]);
    assert.equal(await valueOf(made.reference), `web:${made.contentHash}`);
    assert.equal(made.build, undefined);
    assert.deepEqual(await recorder.ofType(REMOTE_IMAGE), []);
    assert.deepEqual(delivered, []);
  });

  it("is refused for everything that is wrong at once, before anything is registered", async () => {
    const recorder = await Recorder.start();
    assert.throws(() => image({ dockerfile: "Missing", buildArgs: { API_KEY: CANARY } }), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems.map(({ path }) => path), ["ContainerImage web: dockerfile", "ContainerImage web: buildArgs.API_KEY"]);
      assert.ok(!error.message.includes(CANARY));
      return true;
    });
    assert.deepEqual(await recorder.resources(), []);
  });

  it("has another name and another trigger when its content is another, and else the same", async () => {
    const trigger = async (): Promise<unknown> => {
      const recorder = await Recorder.start({ outputs });
      image();
      const { name, triggers } = await inputs(recorder);
      return [name, triggers];
    };
    const before = await trigger();
    assert.deepEqual(await trigger(), before);
    writeFileSync(join(context, "main.py"), "print(1)\n");
    assert.notDeepEqual(await trigger(), before);
  });

  it("is built by the engine it was given, else by the default one, and under itself", async () => {
    const recorder = await Recorder.start({ outputs });
    image({ provider: new docker.Provider("mine", { host: "unix:///run/mine.sock" }) }, "one");
    image({}, "two");
    const built = await recorder.ofType(REMOTE_IMAGE);
    assert.match(built.find(({ name }) => name === "one")?.provider ?? "", /pulumi:providers:docker::mine::/);
    assert.equal(built.find(({ name }) => name === "two")?.provider, "");
    const urns = (await recorder.urns()).filter((urn) => urn.includes(REMOTE_IMAGE));
    assert.equal(urns.length, 2);
    for (const urn of urns) assert.match(urn, /::moorage:image:ContainerImage\$docker:/);
  });

  it("stays on the engine when the stack forgets it", async () => {
    const recorder = await Recorder.start({ outputs });
    image();
    assert.equal((await inputs(recorder))["keepLocally"], true);
  });

  it("leaves the last word to a transform, and goes by the name that it says", async () => {
    const recorder = await Recorder.start({ outputs });
    const made = image({ transform: { remoteImage: (args) => ({ ...args, name: pulumi.output("renamed:1"), keepLocally: false }) } });
    assert.equal(await valueOf(made.reference), "renamed:1");
    assert.deepEqual(delivered, ["renamed:1"]);
    assert.equal((await inputs(recorder))["keepLocally"], false);
  });
});
