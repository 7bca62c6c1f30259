import assert from "node:assert/strict";
import { Recorder } from "@moorage/testing";
import { renderingPlatform } from "../src/index.ts";

describe("the platform for rendering", () => {
  it("builds and delivers nothing, and never lets a registry be asked", async () => {
    await Recorder.start();
    const { delivery } = renderingPlatform();
    assert.notEqual(delivery.builds, true);
    assert.equal(delivery.pullPolicy, "Never");
    await assert.rejects(delivery.deliver("a:b"));
  });

  it("takes every image and host for what it is called", async () => {
    const recorder = await Recorder.start();
    const platform = renderingPlatform();
    assert.deepEqual([platform.baseImage("python:3.13"), platform.url("board.localhost")], ["python:3.13", "http://board.localhost"]);
    assert.deepEqual((await recorder.resources()).map(({ type }) => type), ["pulumi:providers:kubernetes"]);
  });
});
