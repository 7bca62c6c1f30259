import type { types } from "@pulumi/kubernetes";
import type { ServicePort } from "@moorage/core";
import { podDefaults } from "./defaults.ts";

/** What is asked: an HTTP path, a port that accepts connections, or a command that succeeds. */
export type ProbeTarget =
  | string
  | { readonly path: string; readonly port?: string }
  | { readonly tcp: string }
  | { readonly command: readonly string[] };

/** How a container's health is asked. */
export interface HealthSettings {
  /** Succeeds while the process is alive; a failure restarts the container. */
  readonly live: ProbeTarget;
  /** Succeeds while requests can be served; a failure takes the pod out of its Services. */
  readonly ready: ProbeTarget;
  /** Seconds it may take to start before it is given up. @default 60 */
  readonly startupSeconds?: number;
}

type Probe = types.input.core.v1.Probe;

const STARTUP_PERIOD = 2;

/**
 * Startup, liveness and readiness probes. After start-up three failures in 30 s restart the container, and one in 5 s
 * takes it out of service.
 * @example
 * ```ts
 * import { probes } from "@moorage/pod";
 *
 * const { livenessProbe, readinessProbe } = probes([{ name: "http", port: 8000 }], { live: "/health", ready: "/health/ready" });
 * ```
 */
export function probes(ports: readonly ServicePort[], { live, ready, startupSeconds = podDefaults.startupSeconds }: HealthSettings): Record<"startupProbe" | "livenessProbe" | "readinessProbe", Probe> {
  const first = ports[0]?.name;
  return {
    startupProbe: { ...question(live, first), periodSeconds: STARTUP_PERIOD, timeoutSeconds: 2, failureThreshold: Math.ceil(startupSeconds / STARTUP_PERIOD) },
    livenessProbe: { ...question(live, first), periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
    readinessProbe: { ...question(ready, first), periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 1 },
  };
}

/**
 * Name of the port that a probe asks; none for a command.
 * @example
 * ```ts
 * import { probedPort } from "@moorage/pod";
 *
 * const port = probedPort({ path: "/health", port: "admin" }, [{ name: "http", port: 8000 }]); // "admin"
 * ```
 */
export function probedPort(target: ProbeTarget, ports: readonly ServicePort[]): string | undefined {
  if (typeof target === "string") return ports[0]?.name;
  if ("tcp" in target) return target.tcp;
  return "path" in target ? (target.port ?? ports[0]?.name) : undefined;
}

/** What a probe asks; `first` is the port that a path without one means. */
export function question(target: ProbeTarget, first: string | undefined): Probe {
  if (typeof target === "string") return http(target, first);
  if ("tcp" in target) return { tcpSocket: { port: target.tcp } };
  return "path" in target ? http(target.path, target.port ?? first) : { exec: { command: [...target.command] } };
}

function http(path: string, port: string | undefined): Probe {
  return { httpGet: { path, port: port ?? "http" } };
}
