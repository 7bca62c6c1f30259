import assert from "node:assert/strict";
import { Problems } from "@moorage/core";
import type { HealthSettings } from "../src/index.ts";
import { healthProblems } from "../src/health-problems.ts";

const ports = [{ name: "http", port: 8000 }, { name: "admin", port: 9000 }];

function linesOf(health: HealthSettings, declared = ports): readonly string[] {
  const problems = new Problems();
  healthProblems(problems, health, declared);
  return problems.found.map(({ path, problem, expected }) => [`${path}: ${problem}`, expected].join("; "));
}

describe("health settings", () => {
  it("are good when two different questions go to declared ports", () => {
    const good: readonly HealthSettings[] = [
      { live: "/health", ready: "/ready" },
      { live: { tcp: "http" }, ready: "/ready" },
      { live: { path: "/health", port: "admin" }, ready: { path: "/health" } },
      { live: { command: ["a"] }, ready: { command: ["b"] }, startupSeconds: 1 },
    ];
    for (const health of good) assert.deepEqual(linesOf(health), []);
  });

  it("need a port to ask", () => {
    const none = "asks a port, and none is declared; a port in ports";
    assert.deepEqual(linesOf({ live: "/health", ready: "/ready" }, []), [`health.live: ${none}`, `health.ready: ${none}`]);
    assert.deepEqual(linesOf({ live: { tcp: "http" }, ready: { command: ["true"] } }, []), ['health.live: asks the port "http", which is not declared; a port in ports']);
    assert.deepEqual(linesOf({ live: { command: ["a"] }, ready: { command: ["b"] } }, []), []);
  });

  it("name a declared port, and hear of the declared ones if they do not", () => {
    assert.deepEqual(linesOf({ live: { path: "/health", port: "amdin" }, ready: "/ready" }), ['health.live: asks the port "amdin", which is not declared; one of http, admin']);
  });

  it("are refused when both questions are one, however they are written", () => {
    const same: readonly HealthSettings[] = [
      { live: "/health", ready: "/health" },
      { live: "/health", ready: { path: "/health" } },
      { live: { path: "/health", port: "http" }, ready: "/health" },
      { live: { tcp: "http" }, ready: { tcp: "http" } },
      { live: { command: ["a"] }, ready: { command: ["a"] } },
    ];
    for (const health of same) assert.deepEqual(linesOf(health), ["health.ready: is the same as health.live: a slow database would restart the pods; two different questions"]);
  });

  it("ask paths that begin with a slash, and commands that have a program", () => {
    assert.deepEqual(linesOf({ live: "health", ready: { path: "ready" } }).length, 2);
    assert.deepEqual(linesOf({ live: { command: [] }, ready: "/ready" }), ["health.live: is an empty command; a program and its arguments"]);
  });

  for (const startupSeconds of [0, -1, 1.5, NaN]) {
    it(`give no start ${startupSeconds} s`, () => {
      assert.deepEqual(linesOf({ live: "/health", ready: "/ready", startupSeconds }), ["health.startupSeconds: is no number of seconds; a whole number from 1"]);
    });
  }
});
