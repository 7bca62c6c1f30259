import type { types } from "@pulumi/kubernetes";
import { podSecurity } from "@moorage/core";
import type { Labels } from "@moorage/core";
import type { ContainerArgs } from "./container-args.ts";
import { container } from "./container.ts";
import { podDefaults } from "./defaults.ts";
import type { PodArgs } from "./pod-args.ts";
import { mountsOf } from "./volumes.ts";

type PodSpec = types.input.core.v1.PodSpec;
type Container = types.input.core.v1.Container;

const HOSTNAME = "kubernetes.io/hostname";

/**
 * A pod that Pod Security `restricted` admits. Every container of it has a read-only root and a `/tmp` of its own.
 * Give settings that `podProblems` has nothing to say about.
 * @example
 * ```ts
 * import { podSpec } from "@moorage/pod";
 *
 * const spec = podSpec("web", {
 *   image,
 *   serviceAccountName: "web",
 *   ports: [{ name: "http", port: 8000 }],
 *   health: { live: "/health", ready: "/health/ready" },
 * });
 * ```
 */
export function podSpec(name: string, args: PodArgs): PodSpec {
  const { preStopSeconds = podDefaults.preStopSeconds } = args;
  const main = built(name, args, preStopSeconds === 0 ? {} : { lifecycle: { preStop: { sleep: { seconds: preStopSeconds } } } });
  const init = Object.entries(args.initContainers ?? {}).map(([each, its]) => built(each, its));
  // An init container that restarts is a sidecar: it is up before the main container and ends after it.
  const sidecars = Object.entries(args.sidecars ?? {}).map(([each, its]) => built(each, its, { restartPolicy: "Always" }));
  const before = [...sidecars, ...init];
  return {
    serviceAccountName: args.serviceAccountName,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: podSecurity,
    terminationGracePeriodSeconds: args.terminationGraceSeconds ?? podDefaults.terminationGraceSeconds,
    ...(args.restartPolicy === undefined ? {} : { restartPolicy: args.restartPolicy }),
    ...(args.pullSecrets === undefined || args.pullSecrets.length === 0 ? {} : { imagePullSecrets: args.pullSecrets.map((secret) => ({ name: secret })) }),
    ...(args.spreadOver === undefined ? {} : spread(args.spreadOver)),
    ...(before.length === 0 ? {} : { initContainers: before.map(({ made }) => made) }),
    containers: [main.made],
    volumes: [...main.volumes, ...before.flatMap(({ volumes }) => volumes), ...(args.volumes ?? [])],
  };
}

function built(name: string, args: ContainerArgs, extras: Partial<Container> = {}) {
  const mounts = mountsOf(name, args);
  return { made: container(name, args, mounts, extras), volumes: mounts.volumes };
}

/** Siblings on different nodes where that can be: preferred, so that a cluster of one node still runs them all. */
function spread(siblings: Labels): Pick<PodSpec, "topologySpreadConstraints" | "affinity"> {
  const labelSelector = { matchLabels: { ...siblings } };
  return {
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: HOSTNAME, whenUnsatisfiable: "ScheduleAnyway", labelSelector }],
    affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: { topologyKey: HOSTNAME, labelSelector } }] } },
  };
}
