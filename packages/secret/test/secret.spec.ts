import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Recorder, unwrapSecrets, valueOf } from "@moorage/testing";
import { encoded } from "../src/encoded.ts";
import { AppConfig, AppSecret } from "../src/index.ts";

const CANARY = "päss wörd\n";

describe("AppSecret", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  it("is one Secret, immutable, in its namespace, without a fixed name", async () => {
    new AppSecret("web", { namespace: "shop", data: { TOKEN: CANARY }, partOf: "shop" });
    const { name, inputs } = await recorder.only("kubernetes:core/v1:Secret");
    assert.equal(name, "web");
    assert.equal(inputs["immutable"], true);
    assert.equal(inputs["type"], "Opaque");
    const metadata = inputs["metadata"] as Record<string, unknown>;
    assert.equal(metadata["namespace"], "shop");
    assert.ok(!("name" in metadata), "a fixed name could not change with the content");
  });

  it("holds each value as it is, encoded, and each as a secret of its own", async () => {
    new AppSecret("web", { namespace: "shop", data: { TOKEN: CANARY, OTHER: "x" } });
    const data = (await recorder.only("kubernetes:core/v1:Secret")).inputs["data"] as Record<string, unknown>;
    assert.ok(!JSON.stringify(Object.keys(unwrapSecrets(data) as object)).includes(CANARY));
    assert.deepEqual(unwrapSecrets(data), { TOKEN: Buffer.from(CANARY).toString("base64"), OTHER: "eA==" });
  });

  it("has a name to refer to", async () => {
    assert.equal(await valueOf(new AppSecret("web", { namespace: "shop", data: { A: "b" } }).name), "web");
  });

  it("is refused for an empty value by its key alone", async () => {
    assert.throws(() => new AppSecret("web", { namespace: "shop", data: { TOKEN: "", OTHER: CANARY } }), { message: "AppSecret web: data.TOKEN: is empty; expected a value" });
    await assert.rejects(valueOf(encoded("AppSecret web: data.TOKEN", pulumi.secret(""))), { message: "AppSecret web: data.TOKEN: is empty; expected a value" });
  });
});

describe("AppConfig", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  it("is one ConfigMap, immutable, in its namespace, without a fixed name", async () => {
    new AppConfig("web", { namespace: "shop", data: { LOG_LEVEL: "INFO" } });
    const { inputs } = await recorder.only("kubernetes:core/v1:ConfigMap");
    assert.deepEqual([inputs["immutable"], inputs["data"]], [true, { LOG_LEVEL: "INFO" }]);
    assert.ok(!("name" in (inputs["metadata"] as object)));
  });

  it("lets a transform have the last word", async () => {
    new AppConfig("web", { namespace: "shop", data: { A: "b" }, transform: (made) => ({ ...made, immutable: false }) });
    assert.equal((await recorder.only("kubernetes:core/v1:ConfigMap")).inputs["immutable"], false);
  });
});

describe("keys of environments", () => {
  beforeEach(async () => Recorder.start());

  it("are refused all at once when no container could take them, and never with their values", () => {
    for (const make of [AppSecret, AppConfig]) {
      assert.throws(() => new make("web", { namespace: "shop", data: { "log-level": CANARY, "1st": CANARY, GOOD: CANARY } }), (error: Error) => {
        assert.match(error.message, /data\.log-level: is no environment variable name/);
        assert.match(error.message, /data\.1st: is no environment variable name/);
        assert.ok(!error.message.includes("GOOD") && !error.message.includes(CANARY));
        return true;
      });
    }
  });

  it("are wanted: an empty object is a mistake", () => {
    assert.throws(() => new AppConfig("web", { namespace: "shop", data: {} }), /AppConfig web: data: is empty/);
  });
});
