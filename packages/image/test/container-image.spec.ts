import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "@moorage/core";
import type { ImageDelivery } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import { ContainerImage } from "../src/index.ts";

const REMOTE_IMAGE = "docker:index/remoteImage:RemoteImage";

describe("ContainerImage", () => {
  let context: string;
  let delivered: string[];

  const delivery = (options: Partial<ImageDelivery> = {}): ImageDelivery => ({
    pullPolicy: "Never",
    builds: true,
    deliver: async (reference) => void delivered.push(reference),
    ...options,
  });
  const outputs = { [REMOTE_IMAGE]: () => ({ imageId: "sha256:1" }) };

  beforeEach(() => {
    delivered = [];
    context = mkdtempSync(join(tmpdir(), "image-"));
    writeFileSync(join(context, "Dockerfile"), "FROM scratch\n");
  });

  afterEach(() => rmSync(context, { recursive: true, force: true }));

  it("is named by what it is made of, and built under that name", async () => {
    const recorder = await Recorder.start({ outputs });
    const image = new ContainerImage("web", { context, buildArgs: { BASE_IMAGE: "base:1" }, delivery: delivery() });
    assert.equal(await valueOf(image.reference), `web:${image.contentHash}`);
    const { inputs } = await recorder.only(REMOTE_IMAGE);
    assert.equal(inputs["name"], `web:${image.contentHash}`);
    assert.deepEqual(inputs["triggers"], { content: image.contentHash });
    assert.deepEqual((inputs["build"] as Record<string, unknown>)["buildArgs"], { BASE_IMAGE: "base:1" });
  });

  it("has no absolute path in its inputs", async () => {
    const recorder = await Recorder.start({ outputs });
    new ContainerImage("web", { context, delivery: delivery() });
    const { build } = (await recorder.only(REMOTE_IMAGE)).inputs as { build: { context: string; dockerfile: string } };
    assert.ok(!build.context.startsWith("/"));
    assert.equal(build.dockerfile, "Dockerfile");
  });

  it("is brought to the cluster before its reference resolves", async () => {
    await Recorder.start({ outputs });
    const image = new ContainerImage("web", { context, delivery: delivery() });
    const reference = await valueOf(image.reference);
    assert.deepEqual(delivered, [reference]);
  });

  it("is not brought anywhere in a preview", async () => {
    await Recorder.start({ outputs, preview: true });
    const image = new ContainerImage("web", { context, delivery: delivery() });
    await valueOf(image.reference);
    assert.deepEqual(delivered, []);
  });

  it("has no reference when it could not be brought there", async () => {
    await Recorder.start({ outputs });
    const failing = delivery({ deliver: async () => Promise.reject(new Error("node-2 does not have it")) });
    const image = new ContainerImage("web", { context, delivery: failing });
    await assert.rejects(valueOf(image.reference), /node-2 does not have it/);
  });

  it("keeps its name and is not built where images are not built", async () => {
    const recorder = await Recorder.start();
    const image = new ContainerImage("web", { context, delivery: delivery({ builds: { skippedBecause: "no engine" } }) });
    assert.equal(await valueOf(image.reference), `web:${image.contentHash}`);
    assert.equal(image.build, undefined);
    assert.deepEqual(await recorder.ofType(REMOTE_IMAGE), []);
    assert.deepEqual(delivered, []);
  });

  it("is refused without a context or a Dockerfile, and for arguments named like secrets, all at once", async () => {
    await Recorder.start();
    const build = () => new ContainerImage("web", { context, dockerfile: "Missing", buildArgs: { API_KEY: "x", DB_PASSWORD: "y" }, delivery: delivery() });
    assert.throws(build, (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems.map(({ path }) => path), ["ContainerImage web: dockerfile", "ContainerImage web: buildArgs.API_KEY", "ContainerImage web: buildArgs.DB_PASSWORD"]);
      return true;
    });
    assert.throws(() => new ContainerImage("web", { context: join(context, "none"), delivery: delivery() }), /context: is not there/);
  });
});
