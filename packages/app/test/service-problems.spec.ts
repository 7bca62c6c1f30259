import assert from "node:assert/strict";
import { renderingPlatform } from "@moorage/platform";
import type { Platform } from "@moorage/platform";
import { Recorder } from "@moorage/testing";
import { plannedConnection } from "../src/connections.ts";
import { portsOf, serviceProblems } from "../src/service-problems.ts";
import type { ServiceDescription } from "../src/index.ts";
import { web } from "./shop.ts";

const connections = { db: plannedConnection("db.data.svc.cluster.local"), cache: plannedConnection("cache.data.svc.cluster.local") };
const DIGEST = `@sha256:${"0".repeat(64)}`;

describe("what is wrong with a service", () => {
  beforeEach(async () => void (await Recorder.start()));

  const found = (service: Partial<ServiceDescription>, kind: Platform["kind"] = "local", name = "web"): readonly string[] =>
    serviceProblems(name, { ...(web as ServiceDescription), ...service }, renderingPlatform(kind), connections).map(({ path, problem }) => `${path} ${problem}`);

  it("is nothing with one that is well described", () => {
    assert.deepEqual(found({}), []);
  });

  it("is an image from two sources, or from none", () => {
    assert.deepEqual(found({ image: "nginx:1.29.1" }), ["Service web: image comes from build and image"]);
    const { build, ...without } = web;
    assert.notEqual(build, undefined);
    assert.deepEqual(serviceProblems("web", without as ServiceDescription, renderingPlatform(), connections).map(({ problem }) => problem), ["is not given, and neither is build"]);
  });

  it("is one port beside a list of them", () => {
    assert.deepEqual(found({ ports: [{ name: "http", port: 8000 }] }), ["Service web: port is given beside ports"]);
  });

  it("is a variable from two sources, each pair of them named", () => {
    const sources = { config: { A: "1", B: "1" }, secrets: { B: "2", C: "2" }, generated: { C: {} }, environment: { A: "3" } };
    assert.deepEqual(found(sources).filter((line) => line.startsWith("Service web")), [
      "Service web: secrets.B is set in config too",
      "Service web: generated.C is set in secrets too",
      "Service web: environment.A is set in config too",
    ]);
  });

  it("is found in values that are made of connections, too", () => {
    assert.deepEqual(found({ config: ({ db }) => ({ HOST: db?.host ?? "" }), environment: { HOST: "x" } }), ["Service web: environment.HOST is set in config too"]);
  });

  it("is an image of a sidecar without a digest, where digests are insisted on", () => {
    const sidecars = { proxy: { image: "envoy:1.30.1" }, own: {}, pinned: { image: `envoy:1.30.1${DIGEST}` } };
    assert.deepEqual(found({ sidecars, replicas: 2 }, "cloud"), ["Service web: sidecars.proxy.image has no digest, and a tag can be moved"]);
    assert.deepEqual(found({ sidecars }), []);
  });

  it("is told in the name of a StatefulWorkload when it keeps something", () => {
    const [line = "", ...others] = found({ claims: { files: { path: "files", size: "1Gi" } } });
    assert.match(line, /^StatefulWorkload web: claims\.files/);
    assert.deepEqual(others, []);
  });

  it("is its name once, however many children would have it", () => {
    assert.deepEqual(found({}, "local", "My_Web").filter((line) => line.includes("at position")), ['Service My_Web: name has "M" at position 1']);
  });

  it("is what its Service cannot be", () => {
    assert.deepEqual(found({ exposure: { ports: [{ name: "http", port: 80, nodePort: 80 }] } }).length, 1);
    assert.deepEqual(found({ exposure: false }), []);
  });
});

describe("the ports of a service", () => {
  it("are those it lists, or the one that `port` is short for, or none", () => {
    assert.deepEqual(portsOf({ port: 8000 }), [{ name: "http", port: 8000 }]);
    assert.deepEqual(portsOf({ ports: [{ name: "grpc", port: 9000 }] }), [{ name: "grpc", port: 9000 }]);
    assert.deepEqual(portsOf({}), []);
  });
});
