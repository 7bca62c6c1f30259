import assert from "node:assert/strict";
import { Recorder, valueOf } from "@moorage/testing";
import { AppConfig } from "../src/index.ts";

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

  it("carries the labels of its system", async () => {
    new AppConfig("web", { namespace: "shop", data: { A: "b" }, partOf: "shop" });
    const { labels } = (await recorder.only("kubernetes:core/v1:ConfigMap")).inputs["metadata"] as { labels: Record<string, string> };
    assert.deepEqual([labels["app.kubernetes.io/name"], labels["app.kubernetes.io/part-of"]], ["web", "shop"]);
  });

  it("has a name to refer to", async () => {
    assert.equal(await valueOf(new AppConfig("web", { namespace: "shop", data: { A: "b" } }).name), "web");
  });
});
