import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { loadImage, readClusterFacts } from "@moorage/cluster";
import type { ClusterFacts } from "@moorage/cluster";
import { InputError } from "@moorage/core";
import type { LoadedImages, Problem } from "@moorage/core";
import { readMachineFacts } from "@moorage/machine";
import type { MachineFacts } from "@moorage/machine";
import { guardLocal } from "./guard.ts";
import type { Found } from "./kubeconfig.ts";
import { plain, plainly } from "./plain-errors.ts";
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

/** Everything that keeps a stack from running on this clone's cluster. */
export function localPlatformProblems(stack: string, settings: LocalPlatformSettings): readonly Problem[] {
  const looked = look(stack, settings);
  return "problems" in looked ? looked.problems : [];
}

/**
 * The cluster that `moorage cluster up` made for this clone. Images are built here and loaded into it, and no
 * registry is ever asked for them.
 * @throws InputError when there is no cluster, or the context leads to another machine
 * @throws RunError naming the file when what describes cluster or machine cannot be read
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
  const { facts, found } = looked;
  const machine = plainly(() => readMachineFacts(stateDir));
  const provider = clusterProvider(name, {
    kubeconfig: found.text,
    context: facts.context,
    // A cluster that was made anew gets everything again, and nobody asks the one that is gone to delete what was in it.
    clusterIdentifier: `${facts.name} of ${facts.createdAt}`,
    deleteUnreachable: true,
  });
  return {
    kind: "local",
    provider,
    delivery: delivery(facts, machine),
    ...builder(name, machine),
    ingressClass: facts.ingressClass,
    ingressAddresses: facts.ingressAddresses,
    databases: "in-cluster",
    rules: localRules,
    baseImage: (wanted) => machine.baseImages[wanted] ?? wanted,
    url: (host, tls = false) => `${tls ? "https" : "http"}://${host}${tls || facts.ingressPort === 80 ? "" : `:${facts.ingressPort}`}`,
  };
}

/** The engine that was found on this machine, where it is not in its usual place. */
export function builder(name: string, { docker: engine }: MachineFacts): Pick<Platform, "builder"> {
  return engine.available && engine.host !== undefined ? { builder: new docker.Provider(name, { host: engine.host }) } : {};
}

type Looked = { readonly facts: ClusterFacts; readonly found: Found } | { readonly problems: readonly Problem[] };

function look(stack: string, { stateDir }: LocalPlatformSettings): Looked {
  const facts = plainly(() => readClusterFacts(stateDir));
  if (facts === undefined) return { problems: [{ path: `stack ${stack}: cluster`, problem: "there is none for this clone", fix: "pnpm moorage cluster up" }] };
  const guarded = guardLocal(stack, facts);
  return "problems" in guarded ? guarded : { facts, found: guarded.found };
}

function delivery(facts: ClusterFacts, machine: MachineFacts): LoadedImages {
  return {
    by: "loading",
    pullPolicy: "Never",
    builds: machine.docker.available ? true : { skippedBecause: machine.docker.why },
    deliver: async (reference) => {
      try {
        await loadImage(facts, reference);
      } catch (error) {
        throw plain(error);
      }
    },
  };
}
