import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ImageReference, Memory, Resources, ServicePort } from "@moorage/core";
import { Problems, dnsLabelProblem, memoryProblem, resourceProblems } from "@moorage/core";
import type { HealthPaths } from "./probes.ts";

/** Last changes to children before they are registered; each is the identity by default. */
export interface WorkloadTransforms {
  readonly deployment?: (args: k8s.apps.v1.DeploymentArgs) => k8s.apps.v1.DeploymentArgs;
  readonly serviceAccount?: (args: k8s.core.v1.ServiceAccountArgs) => k8s.core.v1.ServiceAccountArgs;
}

/** What a stateless workload needs. */
export interface WorkloadArgs {
  readonly namespace: pulumi.Input<string>;
  readonly image: ImageReference;
  /** Ports the container listens on; the first is the one probes ask. */
  readonly ports: readonly ServicePort[];
  /** @default probes on no path: none */
  readonly health?: HealthPaths;
  /** ConfigMaps and Secrets whose keys become environment variables, by name. @default none */
  readonly environmentFrom?: { readonly configMaps?: readonly pulumi.Input<string>[]; readonly secrets?: readonly pulumi.Input<string>[] };
  /** @default 1 */
  readonly replicas?: number;
  /** @default `workloadDefaults.resources` */
  readonly resources?: Resources;
  /** Size limit of `/tmp`. @default 64Mi */
  readonly scratch?: Memory;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
  /** @default none */
  readonly transform?: WorkloadTransforms;
}

/** @throws InputError naming everything that is wrong with a workload's arguments */
export function validateWorkload(name: string, args: WorkloadArgs, resources: Resources, scratch: Memory): void {
  const problems = new Problems(`Workload ${name}`);
  problems.check("name", dnsLabelProblem(name));
  const replicas = args.replicas ?? 1;
  if (!Number.isInteger(replicas) || replicas < 1) problems.add({ path: "replicas", problem: "is no count of pods", got: String(replicas), expected: "a whole number from 1" });
  portProblems(problems, args.ports);
  if (args.health !== undefined && args.ports.length === 0) problems.add({ path: "health", problem: "asks a port, and none is declared", expected: "a port in ports" });
  if (args.health !== undefined && args.health.live === args.health.ready) {
    problems.add({ path: "health.ready", problem: "is the same as health.live: a slow database would restart the pods", got: args.health.ready, expected: "two paths" });
  }
  resourceProblems(problems, resources);
  problems.check("scratch", memoryProblem(scratch));
  problems.throwIfAny();
}

function portProblems(problems: Problems, ports: readonly ServicePort[]): void {
  const names = new Set<string>();
  const numbers = new Set<number>();
  for (const { name, port } of ports) {
    const path = `ports.${name}`;
    if (!Number.isInteger(port) || port < 1 || port > 65535) problems.add({ path, problem: "is no TCP port", got: String(port), expected: "1 to 65535" });
    if (!/^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > 15) {
      problems.add({ path, problem: "is no port name", got: JSON.stringify(name), expected: "at most 15 of a-z, 0-9 and single -, with a letter among them" });
    }
    if (names.has(name) || numbers.has(port)) problems.add({ path, problem: "is declared twice", got: `${name} ${port}` });
    names.add(name);
    numbers.add(port);
  }
}

