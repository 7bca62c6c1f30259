import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import type { ImageRegistry, Problem } from "@moorage/core";
import type { MachineFacts } from "@moorage/machine";
import { baseImages, builder, pushed } from "./delivery.ts";
import { readFacts } from "./facts.ts";
import { guardCloud } from "./guard.ts";
import type { Found } from "./kubeconfig.ts";
import type { Platform } from "./platform.ts";
import { clusterProvider } from "./provider.ts";
import { cloudRules } from "./rules.ts";

/** What is known of a cluster in the cloud. */
export interface CloudPlatformSettings {
  /** The clone's state folder, where the machine that builds is described; one that is not there describes an ordinary machine. */
  readonly stateDir: string;
  /** Path of the kubeconfig; `~` is the user's home folder. */
  readonly kubeconfig: string;
  /** Context of it that is deployed to: never whichever happens to be current. */
  readonly context: string;
  /** What the cluster is called in the state: a new kubeconfig for it replaces nothing, another name everything. */
  readonly cluster: string;
  /** Whether this is production in miniature, on a cluster of this machine. @default false */
  readonly rehearsal?: boolean;
}

/** What a stack on a cluster in the cloud needs. */
export interface CloudPlatformArgs extends CloudPlatformSettings {
  /** Name of the provider resource. @default cloud */
  readonly name?: string;
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

/**
 * Everything that keeps a stack from running on that cluster. What is wrong with the registry, images say.
 * @param stack Name of the stack, for messages.
 * @example
 * ```ts no-run
 * import { cloudPlatformProblems } from "@moorage/platform";
 *
 * const found = cloudPlatformProblems("prod", { stateDir: ".moorage", kubeconfig: "~/.kube/config", context: "production", cluster: "production-1" });
 * ```
 */
export function cloudPlatformProblems(stack: string, settings: CloudPlatformSettings): readonly Problem[] {
  const looked = look(stack, settings);
  return "problems" in looked ? looked.problems : [];
}

/**
 * A cluster in the cloud, with a registry that images are pushed to. It insists on TLS, digests and two replicas at
 * least, and protects what holds data.
 * @throws InputError when the kubeconfig or the context is not there, or leads to a cluster of this machine
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
  const { name = "cloud", context, cluster, registry } = args;
  const looked = look(pulumi.getStack(), args);
  if ("problems" in looked) throw new InputError(looked.problems);
  const { machine, found, local } = looked;
  if (local) void pulumi.log.warn(`this is a rehearsal: ${found.server.origin}, context ${JSON.stringify(context)}, is a cluster of this machine`);
  return {
    kind: "cloud",
    provider: clusterProvider(name, { kubeconfig: found.text, context, clusterIdentifier: cluster, deleteUnreachable: false }),
    delivery: pushed(registry, machine),
    ...builder(name, machine),
    ingressClass: args.ingressClass,
    ingressAddresses: args.ingressAddresses ?? true,
    ...(args.storageClass === undefined ? {} : { storageClass: args.storageClass }),
    databases: args.databases ?? "managed",
    rules: cloudRules,
    ...(registry.username === undefined || registry.password === undefined ? {} : { pullCredentials: registry }),
    ...(args.certificateIssuer === undefined ? {} : { certificateIssuer: args.certificateIssuer }),
    baseImage: baseImages(machine),
    url: (host, tls = true) => `${tls ? "https" : "http"}://${host}`,
  };
}

interface Place {
  readonly machine: MachineFacts;
  readonly found: Found;
  readonly local: boolean;
}

function look(stack: string, { stateDir, kubeconfig, context, cluster, rehearsal = false }: CloudPlatformSettings): Place | { readonly problems: readonly Problem[] } {
  const facts = readFacts(stack, stateDir);
  const unreadable = "problems" in facts ? facts.problems : [];
  const unnamed: readonly Problem[] = cluster.trim() === "" ? [{ path: `stack ${stack}: cluster`, problem: "is empty, and a new kubeconfig would replace everything", expected: "a name of the cluster that never changes" }] : [];
  const guarded = guardCloud(stack, { kubeconfig, context }, { rehearsal, own: "problems" in facts ? undefined : facts.cluster });
  const problems = [...unreadable, ...unnamed, ...("problems" in guarded ? guarded.problems : [])];
  if (problems.length > 0 || "problems" in facts || "problems" in guarded) return { problems };
  return { machine: facts.machine, ...guarded };
}
