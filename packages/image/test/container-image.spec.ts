import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as docker from "@pulumi/docker";
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
    const build = inputs["build"] as Record<string, unknown>;
    assert.deepEqual([build["buildArgs"], build["tags"]], [{ BASE_IMAGE: "base:1" }, [inputs["name"]]]);
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

  it("is brought to the cluster once, however many use it", async () => {
    await Recorder.start({ outputs });
    const image = new ContainerImage("web", { context, delivery: delivery() });
    await Promise.all([valueOf(image.reference), valueOf(image.reference.apply((reference) => reference)), valueOf({ nested: [image.reference] })]);
    assert.deepEqual(delivered, [`web:${image.contentHash}`]);
  });

  it("has the name of its repository, and the pull policy of its way to the cluster", async () => {
    await Recorder.start({ outputs });
    const image = new ContainerImage("web", { context, repository: "shop/web", delivery: delivery({ pullPolicy: "IfNotPresent" }) });
    assert.equal(await valueOf(image.reference), `shop/web:${image.contentHash}`);
    assert.equal(image.pullPolicy, "IfNotPresent");
  });

  it("has another name and another trigger when its content is another", async () => {
    const triggerOf = async (): Promise<unknown> => {
      const recorder = await Recorder.start({ outputs });
      new ContainerImage("web", { context, delivery: delivery() });
      const { inputs } = await recorder.only(REMOTE_IMAGE);
      return [inputs["name"], inputs["triggers"]];
    };
    const before = await triggerOf();
    assert.deepEqual(await triggerOf(), before);
    writeFileSync(join(context, "main.py"), "print(1)\n");
    assert.notDeepEqual(await triggerOf(), before);
  });

  it("is built by the engine it was given, else by the default one, and under itself", async () => {
    const recorder = await Recorder.start({ outputs });
    new ContainerImage("one", { context, delivery: delivery(), provider: new docker.Provider("mine", { host: "unix:///run/mine.sock" }) });
    new ContainerImage("two", { context, delivery: delivery() });
    const built = await recorder.ofType(REMOTE_IMAGE);
    assert.match(built.find(({ name }) => name === "one")?.provider ?? "", /pulumi:providers:docker::mine::/);
    assert.equal(built.find(({ name }) => name === "two")?.provider, "");
    const urns = (await recorder.urns()).filter((urn) => urn.includes(REMOTE_IMAGE));
    assert.equal(urns.length, 2);
    for (const urn of urns) assert.match(urn, /::moorage:image:ContainerImage\$docker:/);
  });

  it("is built from another Dockerfile where one is named", async () => {
    const recorder = await Recorder.start({ outputs });
    writeFileSync(join(context, "Dockerfile.slim"), "FROM scratch\nUSER 1\n");
    const usual = new ContainerImage("usual", { context, delivery: delivery() });
    const slim = new ContainerImage("slim", { context, dockerfile: "Dockerfile.slim", delivery: delivery() });
    assert.notEqual(slim.contentHash, usual.contentHash);
    const { inputs } = (await recorder.ofType(REMOTE_IMAGE)).find(({ name }) => name === "slim") ?? {};
    assert.equal((inputs?.["build"] as { dockerfile: string }).dockerfile, "Dockerfile.slim");
  });

  it("stays on the engine when the stack forgets it", async () => {
    const recorder = await Recorder.start({ outputs });
    new ContainerImage("web", { context, delivery: delivery() });
    assert.equal((await recorder.only(REMOTE_IMAGE)).inputs["keepLocally"], true);
  });

  for (const argument of ["DB_PASSWORD", "npmToken", "API_KEY", "apikey", "PRIVATE_KEY", "CLIENT_SECRET", "AWS_CREDENTIALS", "passwd"]) {
    it(`is refused for the build argument ${argument} without its value`, async () => {
      await Recorder.start();
      const canary = "canary-of-an-argument";
      assert.throws(() => new ContainerImage("web", { context, buildArgs: { [argument]: canary }, delivery: delivery() }), (error: unknown) => {
        assert.ok(error instanceof InputError);
        assert.match(error.message, /is named like a secret, and build arguments stay in the image; expected a BuildKit secret/);
        assert.ok(!error.message.includes(canary));
        return true;
      });
    });
  }

  it("may have build arguments of other names", async () => {
    await Recorder.start({ outputs });
    new ContainerImage("web", { context, buildArgs: { BASE_IMAGE: "a", NODE_VERSION: "b", KEYBOARD: "c" }, delivery: delivery() });
  });
});
