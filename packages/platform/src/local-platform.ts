import * as pulumi from "@pulumi/pulumi";
import type { ClusterFacts } from "@moorage/cluster";
import { InputError } from "@moorage/core";
import type { Problem } from "@moorage/core";
import type { MachineFacts } from "@moorage/machine";
import { baseImages, builder, loaded } from "./delivery.ts";
import { readFacts } from "./facts.ts";
import { guardLocal } from "./guard.ts";
import type { Found } from "./kubeconfig.ts";
import type { Platform } from "./platform.ts";
import { clusterProvider } from "./provider.ts";
import { localRules } from "./rules.ts";

/** What is known of a stack's place on this machine. */
export interface LocalPlatformSettings {
  /** The clone's state folder, where cluster and machine are described. */
  readonly stateDir: string;
}

/** What a stack on this machine's own cluster needs. */
export interface LocalPlatformArgs extends LocalPlatformSettings {
  /** Name of the provider resource. @default local */
  readonly name?: string;
}

/**
 * Everything that keeps a stack from running on this clone's cluster.
 * @param stack Name of the stack, for messages.
 * @example
 * ```ts no-run
 * import { localPlatformProblems } from "@moorage/platform";
 *
 * const found = localPlatformProblems("dev", { stateDir: ".moorage" });
 * ```
 */
export function localPlatformProblems(stack: string, settings: LocalPlatformSettings): readonly Problem[] {
  const looked = look(stack, settings);
  return "problems" in looked ? looked.problems : [];
}

/**
 * The cluster that `moorage cluster up` made for this clone. Images are built here and loaded into it, and no
 * registry is ever asked for them.
 * @throws InputError when there is no cluster, the context leads to another machine, or what describes them cannot be read
 * @example
 * ```ts no-run
 * import { localPlatform } from "@moorage/platform";
 *
 * const here = localPlatform({ stateDir: ".moorage" });
 * ```
 */
export function localPlatform({ stateDir, name = "local" }: LocalPlatformArgs): Platform {
  const looked = look(pulumi.getStack(), { stateDir });
  if ("problems" in looked) throw new InputError(looked.problems);
  const { cluster, machine, found } = looked;
  const provider = clusterProvider(name, {
    kubeconfig: found.text,
    context: cluster.context,
    // A cluster that was made anew gets everything again, and nobody asks the one that is gone to delete what was in it.
    clusterIdentifier: `${cluster.name} of ${cluster.createdAt}`,
    deleteUnreachable: true,
  });
  return {
    kind: "local",
    provider,
    delivery: loaded(cluster, machine),
    ...builder(name, machine),
    ingressClass: cluster.ingressClass,
    ingressAddresses: cluster.ingressAddresses,
    databases: "in-cluster",
    rules: localRules,
    baseImage: baseImages(machine),
    url: (host, tls = false) => `${tls ? "https" : "http"}://${host}${tls || cluster.ingressPort === 80 ? "" : `:${cluster.ingressPort}`}`,
  };
}

interface Place {
  readonly cluster: ClusterFacts;
  readonly machine: MachineFacts;
  readonly found: Found;
}

function look(stack: string, { stateDir }: LocalPlatformSettings): Place | { readonly problems: readonly Problem[] } {
  const facts = readFacts(stack, stateDir);
  if ("problems" in facts) return facts;
  const { cluster, machine } = facts;
  if (cluster === undefined) return { problems: [{ path: `stack ${stack}: cluster`, problem: "there is none for this clone", fix: "pnpm moorage cluster up" }] };
  const guarded = guardLocal(stack, cluster);
  return "problems" in guarded ? guarded : { cluster, machine, found: guarded.found };
}
