import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import { AppConfig } from "../src/index.ts";
import { collectWarnings } from "./warnings.ts";

const CONFIG = "kubernetes:core/v1:ConfigMap";

describe("AppConfig", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  it("is one ConfigMap, immutable, in its namespace, without a fixed name", async () => {
    new AppConfig("web", { namespace: "shop", data: { LOG_LEVEL: "INFO" } });
    const { inputs } = await recorder.only(CONFIG);
    assert.deepEqual([inputs["immutable"], inputs["data"]], [true, { LOG_LEVEL: "INFO" }]);
    assert.ok(!("name" in (inputs["metadata"] as object)));
    assert.equal((inputs["metadata"] as Record<string, unknown>)["namespace"], "shop");
  });

  it("makes a ConfigMap under the component and nothing else", async () => {
    new AppConfig("web", { namespace: "shop", data: { A: "b" } });
    await recorder.resources();
    assert.deepEqual(await recorder.urns(), ["urn:pulumi:dev::moorage::moorage:secret:AppConfig::web", `urn:pulumi:dev::moorage::moorage:secret:AppConfig$${CONFIG}::web`]);
  });

  it("has files when it is asked for them, those in JSON with sorted properties", async () => {
    new AppConfig("web", { namespace: "shop", data: { "robots.txt": "User-agent: *\n" }, json: { "settings.json": { currency: pulumi.output("EUR"), api: { url: "/api", port: 80 } } } });
    assert.deepEqual((await recorder.only(CONFIG)).inputs["data"], { "robots.txt": "User-agent: *\n", "settings.json": '{"api":{"port":80,"url":"/api"},"currency":"EUR"}' });
  });

  it("has JSON in variables when it is asked for that", async () => {
    new AppConfig("web", { namespace: "shop", keys: "environment", json: { SETTINGS: [1, 2] } });
    assert.deepEqual((await recorder.only(CONFIG)).inputs["data"], { SETTINGS: "[1,2]" });
  });

  it("lets a transform have the last word", async () => {
    new AppConfig("web", { namespace: "shop", data: { A: "b" }, transform: (made) => ({ ...made, immutable: false }) });
    assert.equal((await recorder.only(CONFIG)).inputs["immutable"], false);
  });

  it("carries the labels of its system", async () => {
    new AppConfig("web", { namespace: "shop", data: { A: "b" }, partOf: "shop" });
    const { labels } = (await recorder.only(CONFIG)).inputs["metadata"] as { labels: Record<string, string> };
    assert.deepEqual([labels["app.kubernetes.io/name"], labels["app.kubernetes.io/part-of"]], ["web", "shop"]);
  });

  it("has a name to refer to, and no checksum, because the name already changes", async () => {
    const config = new AppConfig("web", { namespace: "shop", data: { A: "b" } });
    assert.equal(await valueOf(config.name), "web");
    assert.equal(config.checksum, undefined);
  });

  it("is changed in place under a fixed name when pods cannot follow one, and has a checksum for them", async () => {
    const config = new AppConfig("web", { namespace: "shop", data: { A: "b" }, rollout: "checksum" });
    const { inputs } = await recorder.only(CONFIG);
    assert.equal((inputs["metadata"] as Record<string, unknown>)["name"], "web");
    assert.ok(!("immutable" in inputs), "an immutable object is replaced by every change");
    assert.equal(await valueOf(config.checksum!), createHash("sha256").update('{"A":"b"}').digest("hex"));
  });

  it("has the fixed name that it is told", async () => {
    const config = new AppConfig("web", { namespace: "shop", data: { A: "b" }, rollout: "checksum", name: "settings" });
    assert.equal(await valueOf(config.name), "settings");
  });

  it("has another checksum for another content alone", async () => {
    const checksum = async (data: Record<string, string>): Promise<string> => valueOf(new AppConfig("web", { namespace: "shop", data, rollout: "checksum" }).checksum!);
    const first = await checksum({ A: "b", C: "d" });
    assert.equal(await checksum({ C: "d", A: "b" }), first);
    for (const other of [{ A: "b" }, { A: "b", C: "e" }, { A: "b", D: "d" }]) assert.notEqual(await checksum(other), first);
  });

  it("warns of slips by their keys alone, and of secrets", async () => {
    const { warnings, restore } = collectWarnings();
    try {
      new AppConfig("web", { namespace: "shop", data: { A: "canary\n", B: pulumi.secret("canary"), C: "fine" } });
      await recorder.resources();
    } finally {
      restore();
    }
    assert.deepEqual(warnings.map((warning) => warning.split(": ").slice(0, 2).join(": ")).sort(), ["AppConfig web: data.A", "AppConfig web: data.B"]);
    assert.ok(!warnings.join("").includes("canary"));
  });

  it("does not warn of files that end as files end", async () => {
    const { warnings, restore } = collectWarnings();
    try {
      new AppConfig("web", { namespace: "shop", keys: "files", data: { "motd.txt": "hello\n" } });
      await recorder.resources();
    } finally {
      restore();
    }
    assert.deepEqual(warnings, []);
  });

  it("is refused with everything that is wrong before anything is registered", async () => {
    assert.throws(() => new AppConfig("web", { namespace: "shop", data: { "a-b": "x", TOKEN: "y" } }), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems.map(({ path }) => path), ["AppConfig web: data.a-b", "AppConfig web: data.TOKEN"]);
      return true;
    });
    assert.deepEqual(await recorder.resources(), []);
  });
});
