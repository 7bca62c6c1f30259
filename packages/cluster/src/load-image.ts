import { dirname } from "node:path";
import type { ClusterAdapter, ClusterContext, Report } from "./adapter.ts";
import { adapterOf } from "./adapters.ts";
import { ClusterError } from "./cluster-error.ts";
import type { ClusterFacts } from "./facts.ts";

/** What loading an image may be told besides. */
export interface LoadImageOptions {
  readonly signal?: AbortSignal;
  /** Takes short lines of what happens now. @default nothing is said */
  readonly report?: Report;
  /** A further name that it has in the cluster, for an image that stands in for another. @default none */
  readonly as?: string;
  /** Environment of the tools. @default this process' own, with the Docker engine that the cluster was made by */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Brings an image of this machine's Docker engine to every node of the cluster and proves that it is there. One that
 * is there already costs a look. Nodes that are simulated run nothing, so there it is recorded and not copied.
 * @throws ClusterError naming image, cluster and what to do
 */
export async function loadImage(facts: ClusterFacts, reference: string, options: LoadImageOptions = {}): Promise<void> {
  await loadImageBy(adapterOf(facts.provider, contextOf(facts, options), facts.nodes), facts.name, reference, options.report, options.as);
}

/** Whether every node of the cluster has the image. @throws ClusterError when the cluster does not answer */
export function hasImage(facts: ClusterFacts, reference: string, options: LoadImageOptions = {}): Promise<boolean> {
  return adapterOf(facts.provider, contextOf(facts, options), facts.nodes).hasImage(reference);
}

/** {@link loadImage} by an adapter. */
export async function loadImageBy(adapter: ClusterAdapter, name: string, built: string, report: Report = () => {}, as?: string): Promise<void> {
  const reference = as ?? built;
  if (await adapter.hasImage(reference)) return;
  await adapter.loadImage(built, report, as);
  const lacking = await adapter.nodesWithout(reference);
  if (lacking.length === 0) return;
  throw new ClusterError(
    "image-not-loaded",
    `image ${reference} was loaded into ${adapter.provider} cluster ${name}, but ${lacking.join(", ")} still ${lacking.length === 1 ? "does" : "do"} not have it. Fix: run the command again; if that does not help, \`pnpm moorage cluster down\`, then \`pnpm moorage cluster up\``,
  );
}

function contextOf({ name, kubeconfig, tools, dockerHost, home }: ClusterFacts, { signal, env }: LoadImageOptions): ClusterContext {
  const stateDir = dirname(kubeconfig);
  const environment = env ?? { ...process.env, ...(dockerHost === undefined ? {} : { DOCKER_HOST: dockerHost }) };
  return { name, stateDir, home: home ?? stateDir, tools, env: environment, signal };
}
