import assert from "node:assert/strict";
import { probedPort, probes } from "../src/index.ts";
import type { ProbeTarget } from "../src/index.ts";
import { question } from "../src/probes.ts";

const ports = [{ name: "http", port: 8000 }, { name: "admin", port: 9000 }];
const seconds = ({ periodSeconds, failureThreshold }: { periodSeconds?: unknown; failureThreshold?: unknown }): number => Number(periodSeconds) * Number(failureThreshold);

describe("probes", () => {
  const { startupProbe, livenessProbe, readinessProbe } = probes(ports, { live: "/alive", ready: "/ready" });

  it("ask whether the process lives at start and later, and whether it can serve at another path", () => {
    assert.deepEqual([startupProbe.httpGet, livenessProbe.httpGet, readinessProbe.httpGet], [
      { path: "/alive", port: "http" },
      { path: "/alive", port: "http" },
      { path: "/ready", port: "http" },
    ]);
  });

  it("give a start 60 s, a running process 30 s before a restart, and take it out of service after 5 s", () => {
    assert.deepEqual([startupProbe, livenessProbe, readinessProbe].map(seconds), [60, 30, 5]);
  });

  it("give a start as long as it is told, rounded up", () => {
    assert.deepEqual([300, 1, 61].map((startupSeconds) => seconds(probes(ports, { live: "/a", ready: "/b", startupSeconds }).startupProbe)), [300, 2, 62]);
  });

  it("each answer before the next is asked", () => {
    for (const { periodSeconds, timeoutSeconds } of [startupProbe, livenessProbe, readinessProbe]) assert.ok(Number(timeoutSeconds) <= Number(periodSeconds));
  });

  it("ask connections and commands too", () => {
    const { startupProbe: start, livenessProbe: live, readinessProbe: ready } = probes(ports, { live: { tcp: "admin" }, ready: { command: ["pg_isready", "-q"] } });
    assert.deepEqual([start.tcpSocket, live.tcpSocket, live.httpGet], [{ port: "admin" }, { port: "admin" }, undefined]);
    assert.deepEqual([ready.exec, ready.httpGet, ready.tcpSocket], [{ command: ["pg_isready", "-q"] }, undefined, undefined]);
  });
});

describe("the port that a probe asks", () => {
  const cases: readonly (readonly [ProbeTarget, string | undefined])[] = [
    ["/health", "http"],
    [{ path: "/health" }, "http"],
    [{ path: "/health", port: "admin" }, "admin"],
    [{ tcp: "admin" }, "admin"],
    [{ command: ["true"] }, undefined],
  ];
  for (const [target, port] of cases) it(`is ${port ?? "none"} for ${JSON.stringify(target)}`, () => assert.equal(probedPort(target, ports), port));

  it("is none when none is declared and none is named", () => {
    assert.deepEqual([probedPort("/health", []), probedPort({ path: "/health" }, [])], [undefined, undefined]);
    assert.equal(probedPort({ tcp: "admin" }, []), "admin");
  });

  it("is the one that the question goes to", () => {
    for (const [target, port] of cases) {
      const { httpGet, tcpSocket } = question(target, "http") as { httpGet?: { port: string }; tcpSocket?: { port: string } };
      assert.equal((httpGet ?? tcpSocket)?.port, port);
    }
  });
});
