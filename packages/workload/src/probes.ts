import type { types } from "@pulumi/kubernetes";

/** Paths that tell a container's health over HTTP. */
export interface HealthPaths {
  /** Answers while the process is alive; a failure restarts the container. */
  readonly live: string;
  /** Answers while requests can be served; a failure takes the pod out of its Services. */
  readonly ready: string;
}

type Probe = types.input.core.v1.Probe;

/**
 * Startup, liveness and readiness probes on one named port. Start-up may take 60 s; after it, three failures
 * in 30 s restart the container, and one in 5 s takes it out of service.
 */
export function httpProbes(port: string, { live, ready }: HealthPaths): { startupProbe: Probe; livenessProbe: Probe; readinessProbe: Probe } {
  return {
    startupProbe: { httpGet: { path: live, port }, periodSeconds: 2, failureThreshold: 30 },
    livenessProbe: { httpGet: { path: live, port }, periodSeconds: 10, failureThreshold: 3 },
    readinessProbe: { httpGet: { path: ready, port }, periodSeconds: 5, failureThreshold: 1 },
  };
}
