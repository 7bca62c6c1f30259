import { existsSync, mkdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ClusterAdapter, ClusterContext, ClusterStatus, Report, Tools } from "./adapter.ts";
import { adapterOf, everyAdapter } from "./adapters.ts";
import { chooseProvider, nameOf } from "./choose-provider.ts";
import { ClusterError, understood } from "./cluster-error.ts";
import { clusterName } from "./cluster-name.ts";
import { exclusively } from "./exclusively.ts";
import { readClusterFacts, removeClusterFacts, writeClusterFacts } from "./facts.ts";
import type { ClusterFacts, NodeKind, Provider } from "./facts.ts";
import { kubectlCache } from "./kubectl.ts";

/** What every call about a clone's cluster needs. */
export interface ClusterOptions {
  /** The clone's git-ignored state folder; made if it is not there. */
  readonly stateDir: string;
  /** Folder of what is kept for all clones of this machine. */
  readonly home: string;
  /** Absolute paths of executables by name. Nothing is looked up anywhere else. */
  readonly tools: Tools;
  /** Environment of the tools. @default this process' own */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  /** Takes short lines of what happens now. @default nothing is said */
  readonly report?: Report;
}

/** What a cluster is to be, besides. */
export interface ClusterUpOptions extends ClusterOptions {
  /** @default the first that can be used here of k3d, kind, embedded */
  readonly provider?: Provider;
  /** Whether pods are to run really. @default they are, where that can be */
  readonly nodeKind?: NodeKind;
  /** Number of nodes of a new cluster. @default 2 simulated ones, 1 real one */
  readonly nodes?: number;
  /** Port of this machine for the ingress of a new k3d cluster. @default 8080, or a free one if that is taken */
  readonly ingressPort?: number;
}

/**
 * Sees to it that the clone's cluster runs: one that does is left alone, a stopped one is started with what was in it,
 * a half-made one is made anew, and where there is none, one is made.
 * @throws ClusterError
 */
export async function clusterUp(options: ClusterUpOptions): Promise<ClusterFacts> {
  const report = options.report ?? (() => {});
  const context = contextOf(options);
  return exclusively(context, report, async () => {
    const known = readableFacts(context.stateDir, report);
    const facts = known === undefined ? await makeNew(options, context, report) : await bringBack(known, options, context, report);
    const result = onThisMachine(facts, context);
    if (JSON.stringify(result) !== JSON.stringify(known)) writeClusterFacts(context.stateDir, result);
    return result;
  });
}

async function makeNew({ provider, nodeKind, nodes, ingressPort }: ClusterUpOptions, context: ClusterContext, report: Report): Promise<ClusterFacts> {
  const adapter = await newAdapter(context, provider, nodeKind, report);
  await requireAvailable(adapter);
  return adapter.up({ nodes, ingressPort, expendable: true }, report);
}

async function bringBack(known: ClusterFacts, { provider, nodeKind, nodes, ingressPort }: ClusterUpOptions, context: ClusterContext, report: Report): Promise<ClusterFacts> {
  if (provider !== undefined && provider !== known.provider) {
    throw new ClusterError("other-provider", `this clone has a ${known.provider} cluster, not one by ${provider}. Fix: \`pnpm moorage cluster down\` first`);
  }
  if (nodeKind !== undefined && nodeKind !== known.nodes) {
    throw new ClusterError("other-provider", `this clone has a cluster with ${known.nodes} nodes, not ${nodeKind} ones. Fix: \`pnpm moorage cluster down\` first`);
  }
  const adapter = adapterOf(known.provider, context, known.nodes);
  const status = await statusOf(adapter);
  if (status.running && existsSync(known.kubeconfig)) return known;
  report(`cluster ${known.name} is not up: ${status.why ?? "its kubeconfig is gone"}`);
  await requireAvailable(adapter);
  const facts = await adapter.up({ nodes, ingressPort, expendable: false }, report);
  return status.exists ? { ...facts, createdAt: known.createdAt } : facts;
}

/**
 * Removes the clone's cluster and everything known of it; nothing to remove is fine.
 * @throws ClusterError
 */
export async function clusterDown(options: ClusterOptions): Promise<void> {
  const report = options.report ?? (() => {});
  const context = contextOf(options);
  await exclusively(context, report, async () => {
    const known = readableFacts(context.stateDir, report);
    if (known === undefined) await downEverything(context, report);
    else await adapterOf(known.provider, context, known.nodes).down(report);
    for (const path of [join(context.stateDir, "kubeconfig"), kubectlCache(context.stateDir)]) rmSync(path, { recursive: true, force: true });
    removeClusterFacts(context.stateDir);
  });
}

/** Looks how the clone's cluster is, and changes nothing. A cluster that cannot be looked at is one that does not run. */
export async function clusterStatus(options: ClusterOptions): Promise<ClusterStatus> {
  if (!existsSync(options.stateDir)) return { exists: false, running: false, why: "there is no cluster for this clone" };
  const context = contextOf(options);
  try {
    const known = readClusterFacts(context.stateDir);
    if (known === undefined) return { exists: false, running: false, why: "there is no cluster for this clone" };
    const status = await statusOf(adapterOf(known.provider, context, known.nodes));
    const { provider, name, context: contextName, kubeconfig, server, kubernetesVersion: version } = known;
    return { provider, name, context: contextName, kubeconfig, server, version, ...status };
  } catch (error) {
    if (error instanceof ClusterError) return { exists: true, running: false, why: error.message };
    throw error;
  }
}

function contextOf({ stateDir, home, tools, env = process.env, signal }: ClusterOptions): ClusterContext {
  try {
    for (const folder of [stateDir, home]) mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw understood(error);
  }
  return { name: clusterName(stateDir), stateDir: realpathSync(stateDir), home: realpathSync(home), tools, env, signal };
}

/** A file that somebody broke must not keep anybody from having a cluster. */
function readableFacts(stateDir: string, report: Report): ClusterFacts | undefined {
  try {
    return readClusterFacts(stateDir);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    report(error.message);
    return undefined;
  }
}

/** Tools and engine may have moved since the cluster was made. */
function onThisMachine({ dockerHost: _former, ...facts }: ClusterFacts, { tools, env }: ClusterContext): ClusterFacts {
  const dockerHost = env["DOCKER_HOST"];
  return { ...facts, tools: { ...tools }, ...(dockerHost === undefined ? {} : { dockerHost }) };
}

async function newAdapter(context: ClusterContext, provider: Provider | undefined, nodeKind: NodeKind | undefined, report: Report): Promise<ClusterAdapter> {
  const asked = everyAdapter(context).filter((adapter) => (provider === undefined || adapter.provider === provider) && (nodeKind === undefined || adapter.nodes === nodeKind));
  if (asked.length === 0) throw new ClusterError("no-provider", `${provider ?? "no provider"} has no ${nodeKind ?? "such"} nodes. Fix: leave one of the two out`);
  const [only] = asked;
  if (only !== undefined && asked.length === 1) return only;
  const { adapter, why } = await chooseProvider(asked);
  report(why);
  return adapter;
}

async function requireAvailable(adapter: ClusterAdapter): Promise<void> {
  const availability = await adapter.availability();
  if (availability.ok) return;
  throw new ClusterError("no-provider", `${nameOf(adapter)} cannot be used here: ${availability.why}. Fix: run \`pnpm start\`, which gets what it needs, or choose another provider`);
}

async function statusOf(adapter: ClusterAdapter): Promise<ClusterStatus> {
  try {
    return await adapter.status();
  } catch (error) {
    if (!(error instanceof ClusterError) || error.code === "aborted") throw error;
    return { exists: true, running: false, why: error.message };
  }
}

/** Without facts any provider may have left something half made; the cluster's name tells that it is this clone's. */
async function downEverything(context: ClusterContext, report: Report): Promise<void> {
  for (const adapter of everyAdapter(context)) {
    if (adapter.provider === "embedded" || (await adapter.availability()).ok) await adapter.down(report);
  }
}
