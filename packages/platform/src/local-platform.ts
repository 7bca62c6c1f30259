import * as docker from "@pulumi/docker";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { loadImage, readClusterFacts } from "@moorage/cluster";
import type { ClusterFacts } from "@moorage/cluster";
import { Problems } from "@moorage/core";
import type { ImageDelivery } from "@moorage/core";
import { readMachineFacts } from "@moorage/machine";
import type { MachineFacts } from "@moorage/machine";
import { guardLocalContext } from "./guard.ts";
import type { Platform } from "./platform.ts";

/** What a stack on this machine's own cluster needs. */
export interface LocalPlatformArgs {
  /** The clone's state folder, where cluster and machine are described. */
  readonly stateDir: string;
  /** Name of the provider resource. @default local */
  readonly name?: string;
}

const QUERIES_PER_SECOND = 200;

/**
 * The cluster that `moorage cluster up` made for this clone. Images are built here and loaded into it, and no
 * registry is ever asked for them.
 * @throws InputError when there is no cluster, or the context leads to another machine
 * @throws RunError naming the file when what describes cluster or machine cannot be read
 */
export function localPlatform({ stateDir, name = "local" }: LocalPlatformArgs): Platform {
  const stack = pulumi.getStack();
  const facts = clusterOf(stack, stateDir);
  const machine = plainly(() => readMachineFacts(stateDir));
  const kubeconfig = guardLocalContext(stack, facts);
  const provider = new k8s.Provider(name, {
    kubeconfig: pulumi.secret(kubeconfig),
    context: facts.context,
    // Another kubeconfig for the same cluster replaces nothing; a cluster that was made anew gets everything again,
    // and nobody asks the one that is gone to delete what was in it.
    clusterIdentifier: `${facts.name} of ${facts.createdAt}`,
    deleteUnreachable: true,
    enableServerSideApply: true,
    kubeClientSettings: { qps: QUERIES_PER_SECOND, burst: QUERIES_PER_SECOND * 2 },
  });
  return {
    provider,
    delivery: localDelivery(facts, machine),
    ...(machine.docker.available && machine.docker.host !== undefined ? { builder: new docker.Provider(name, { host: machine.docker.host }) } : {}),
    ingressClass: facts.ingressClass,
    ingressAddresses: facts.ingressAddresses,
    baseImage: (wanted) => machine.baseImages[wanted] ?? wanted,
    url: (host) => `http://${host}${facts.ingressPort === 80 ? "" : `:${facts.ingressPort}`}`,
  };
}

function clusterOf(stack: string, stateDir: string): ClusterFacts {
  const facts = plainly(() => readClusterFacts(stateDir));
  if (facts !== undefined) return facts;
  const problems = new Problems(`stack ${stack}`);
  problems.add({ path: "cluster", problem: "there is none for this clone", fix: "pnpm moorage cluster up" });
  problems.throwIfAny();
  throw new Error("unreachable");
}

function localDelivery(facts: ClusterFacts, machine: MachineFacts): ImageDelivery {
  return {
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

/** What `read` gives; its failure as an error that the engine prints without a stack trace. */
function plainly<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw plain(error);
  }
}

/** An error with the same message that the engine prints without a stack trace. */
function plain(error: unknown): pulumi.RunError {
  return new pulumi.RunError(error instanceof Error ? error.message : String(error));
}
