import assert from "node:assert/strict";
import { httpProbes } from "../src/index.ts";

describe("HTTP probes", () => {
  const { startupProbe, livenessProbe, readinessProbe } = httpProbes("http", { live: "/alive", ready: "/ready" });
  const seconds = ({ periodSeconds, failureThreshold }: { periodSeconds?: unknown; failureThreshold?: unknown }): number => Number(periodSeconds) * Number(failureThreshold);

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
});
