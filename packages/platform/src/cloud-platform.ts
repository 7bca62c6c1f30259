import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import type { ImageRegistry, Problem } from "@moorage/core";
import { readMachineFacts } from "@moorage/machine";
import { guardCloud } from "./guard.ts";
import { builder } from "./local-platform.ts";
import { plainly } from "./plain-errors.ts";
import type { Platform } from "./platform.ts";
import { clusterProvider } from "./provider.ts";
import { cloudRules } from "./rules.ts";

/** What is known of a cluster in the cloud. */
export interface CloudPlatformSettings {
  /** Path of the kubeconfig. */
  readonly kubeconfig: string;
  /** Context of it that is deployed to: never whichever happens to be current. */
  readonly context: string;
  /** Whether this is production in miniature, on a cluster of this machine. @default false */
  readonly rehearsal?: boolean;
}

/** What a stack on a cluster in the cloud needs. */
export interface CloudPlatformArgs extends CloudPlatformSettings {
  /** The clone's state folder, where the machine that builds is described. */
  readonly stateDir: string;
  /** Name of the provider resource. @default cloud */
  readonly name?: string;
  /** What the cluster is called in the state: a new kubeconfig for it replaces nothing, another name everything. */
  readonly cluster: string;
  /** Where images are pushed. */
  readonly registry: ImageRegistry;
  /** Class of the ingress controller. */
  readonly ingressClass: string;
  /** Class of volumes. @default the cluster's default class */
  readonly storageClass?: string;
  /** cert-manager ClusterIssuer of certificates. @default none */
  readonly certificateIssuer?: string;
  /** Where databases run, unless they say otherwise. @default managed */
  readonly databases?: "in-cluster" | "managed";
  /** Whether the controller gives Ingresses an address. @default true */
  readonly ingressAddresses?: boolean;
}

/** Everything that keeps a stack from running on that cluster. */
export function cloudPlatformProblems(stack: string, { kubeconfig, context, rehearsal = false }: CloudPlatformSettings): readonly Problem[] {
  const guarded = guardCloud(stack, { kubeconfig, context }, rehearsal);
  return "problems" in guarded ? guarded.problems : [];
}

/**
 * A cluster in the cloud, with a registry that images are pushed to. It insists on TLS, digests and two replicas at
 * least, and protects what holds data.
 * @throws InputError when the kubeconfig or the context is not there, or leads to a cluster of this machine
 * @throws RunError naming the file when what describes the machine cannot be read
 * @example
 * ```ts no-run
 * import { cloudPlatform } from "@moorage/platform";
 *
 * const there = cloudPlatform({
 *   stateDir: ".moorage",
 *   kubeconfig: "~/.kube/config",
 *   context: "production",
 *   cluster: "production-1",
 *   registry: { address: "ghcr.io/team" },
 *   ingressClass: "traefik",
 * });
 * ```
 */
export function cloudPlatform(args: CloudPlatformArgs): Platform {
  const { stateDir, name = "cloud", context, cluster, registry, rehearsal = false } = args;
  const guarded = guardCloud(pulumi.getStack(), args, rehearsal);
  if ("problems" in guarded) throw new InputError(guarded.problems);
  if (rehearsal) void pulumi.log.warn(`this is a rehearsal: ${guarded.found.server} is a cluster of this machine`);
  const machine = plainly(() => readMachineFacts(stateDir));
  const { docker: engine } = machine;
  return {
    kind: "cloud",
    provider: clusterProvider(name, { kubeconfig: guarded.found.text, context, clusterIdentifier: cluster, deleteUnreachable: false }),
    delivery: { by: "pushing", pullPolicy: "IfNotPresent", builds: engine.available ? true : { skippedBecause: engine.why }, registry },
    ...builder(name, machine),
    ingressClass: args.ingressClass,
    ingressAddresses: args.ingressAddresses ?? true,
    ...(args.storageClass === undefined ? {} : { storageClass: args.storageClass }),
    databases: args.databases ?? "managed",
    rules: cloudRules,
    ...(registry.username === undefined ? {} : { pullCredentials: registry }),
    ...(args.certificateIssuer === undefined ? {} : { certificateIssuer: args.certificateIssuer }),
    baseImage: (wanted) => machine.baseImages[wanted] ?? wanted,
    url: (host, tls = true) => `${tls ? "https" : "http"}://${host}`,
  };
}
