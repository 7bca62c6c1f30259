import assert from "node:assert/strict";
import type { CheckedPod } from "../src/index.ts";
import { podProblems } from "../src/index.ts";

const http = { name: "http", port: 8000 };
const found = (settings: CheckedPod, name = "web") => podProblems("Workload web", name, settings);
const paths = (settings: CheckedPod): readonly string[] => found(settings).map(({ path }) => path);

describe("a pod's settings", () => {
  it("are good where each container's are", () => {
    assert.deepEqual(found({}), []);
    assert.deepEqual(found({
      ports: [http],
      health: { live: "/health", ready: "/ready" },
      sidecars: { proxy: { ports: [{ name: "proxy", port: 8080 }], health: { live: { tcp: "proxy" }, ready: "/ready" } } },
      initContainers: { migrate: { command: ["migrate"], ports: [http] } },
    }), []);
  });

  it("need a name that is a label", () => {
    assert.deepEqual(found({}, "my_web").map(({ path, problem }) => `${path}: ${problem}`), ['Workload web: name: has "_" at position 3']);
  });

  it("leave time to drain before the kill, or are told the sum", () => {
    assert.deepEqual(found({ preStopSeconds: 20, drainSeconds: 30 }), [
      { path: "Workload web: terminationGraceSeconds", problem: "20 s preStop + 30 s drain = 50 s", got: "45 s", expected: "at least 50 s" },
    ]);
    assert.deepEqual(found({ preStopSeconds: 20, drainSeconds: 30, terminationGraceSeconds: 50 }), []);
    assert.deepEqual(found({ preStopSeconds: 0, drainSeconds: 0, terminationGraceSeconds: 0 }), []);
  });

  it("count seconds whole and from 0, and sums are made of such only", () => {
    assert.deepEqual(found({ preStopSeconds: -1, drainSeconds: 1.5, terminationGraceSeconds: "long" as unknown as number }).map(({ path, got }) => [path, got]), [
      ["Workload web: preStopSeconds", "-1"],
      ["Workload web: drainSeconds", "1.5"],
      ["Workload web: terminationGraceSeconds", '"long"'],
    ]);
  });

  it("have the defaults where a value is there and undefined", () => {
    assert.deepEqual(found({ preStopSeconds: undefined, drainSeconds: undefined, terminationGraceSeconds: undefined } as unknown as CheckedPod), []);
  });

  it("say which container a fault is in", () => {
    const wrong = { environment: { "1A": "text" } };
    assert.deepEqual(paths({ ...wrong, sidecars: { log: wrong }, initContainers: { setup: wrong } }), [
      "Workload web: environment.1A",
      "Workload web: sidecars.log: environment.1A",
      "Workload web: initContainers.setup: environment.1A",
    ]);
  });

  it("have another name for each container", () => {
    assert.deepEqual(paths({ sidecars: { web: {}, log: {} }, initContainers: { log: {}, Setup: {} } }), [
      "Workload web: sidecars.web",
      "Workload web: initContainers.log",
      "Workload web: initContainers.Setup",
    ]);
  });

  it("give each port, by number and by name, to one container that runs", () => {
    const sidecars = { a: { ports: [{ name: "other", port: 8000 }] }, b: { ports: [{ name: "http", port: 1 }] }, c: { ports: [{ name: "third", port: 1 }] } };
    assert.deepEqual(found({ ports: [http], sidecars }).map(({ path, problem }) => `${path.replace("Workload web: ", "")}: ${problem}`), [
      "sidecars.a.ports: port 8000 is also web's",
      "sidecars.b.ports: the name http is also that of a port of web",
      "sidecars.c.ports: port 1 is also b's",
    ]);
  });

  it("hear of a port that one container declares twice once, and not of sharing it with itself", () => {
    assert.deepEqual(paths({ sidecars: { a: { ports: [http, http] } } }), ["Workload web: sidecars.a: ports.http"]);
  });

  it("ask no init container for its health: the API server refuses that", () => {
    const health = { live: "/health", ready: "/ready" };
    assert.deepEqual(paths({ initContainers: { setup: { ports: [http], health } } }), ["Workload web: initContainers.setup.health"]);
    assert.deepEqual(paths({ sidecars: { setup: { ports: [http], health } } }), []);
  });

  it("have volumes that are there", () => {
    assert.deepEqual(paths({ mounts: { "/a": { volume: "shared" } } }), ["Workload web: mounts./a"]);
    assert.deepEqual(paths({ mounts: { "/a": { volume: "shared" } }, volumes: [{ name: "shared", emptyDir: {} }] }), []);
  });
});
