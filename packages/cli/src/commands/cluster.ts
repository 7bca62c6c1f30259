import { clusterDown, clusterStatus, clusterUp, readClusterFacts } from "@moorage/cluster";
import type { ClusterUpOptions, NodeKind, Provider } from "@moorage/cluster";
import type { MachineFacts } from "@moorage/machine";
import { toolchainHome } from "@moorage/toolchain";
import { CliError } from "../cli-error.ts";
import type { Output } from "../progress.ts";
import { clusterTools, getTools } from "../tools.ts";
import type { ToolOptions } from "../tools.ts";
import type { Workspace } from "../workspace.ts";

/** What a cluster is asked to be on the command line. */
export interface ClusterWish {
  readonly provider?: Provider;
  readonly nodes?: NodeKind;
}

/** `moorage cluster up` */
export async function up({ stateDir, project }: Workspace, wish: ClusterWish, options: ToolOptions, output: Output): Promise<void> {
  const wanted = wishOf(wish);
  const { executables, missing, home, machine } = await getTools(stateDir, [project], { ...options, ...wanted }, output);
  const [lacking] = missing;
  if (lacking !== undefined) throw new CliError(`no cluster can be had here: ${lacking.part.name}: ${lacking.refusal.why}; ${lacking.refusal.remedy}`);
  const facts = await clusterUp({ stateDir, home, tools: executables, ...wanted, ...nodesFor(machine, wish.nodes), signal: options.signal, report: (line) => output.line(line) });
  output.line(`${facts.provider} cluster ${facts.name} with ${facts.nodes} nodes runs; kubeconfig ${facts.kubeconfig}, context ${facts.context}`);
}

function wishOf({ provider, nodes }: ClusterWish): Pick<ClusterUpOptions, "provider" | "nodeKind"> {
  return { ...(provider === undefined ? {} : { provider }), ...(nodes === undefined ? {} : { nodeKind: nodes }) };
}

/** Where no images are built, pods would wait for them for ever: nodes are then simulated, unless others are asked for. */
export function nodesFor({ docker }: MachineFacts, asked?: NodeKind): Pick<ClusterUpOptions, "nodeKind"> {
  if (asked !== undefined) return { nodeKind: asked };
  return docker.available ? {} : { nodeKind: "simulated" };
}

/** `moorage cluster down` */
export async function down({ stateDir }: Workspace, { env, signal }: Pick<ToolOptions, "env" | "signal">, output: Output): Promise<void> {
  await clusterDown({ stateDir, home: toolchainHome(env), tools: toolsOf(stateDir, env), signal, report: (line) => output.line(line) });
  output.line("there is no cluster any more");
}

/** The tools that made the cluster; the machine's own where that is not known, as after an `up` that was interrupted. */
function toolsOf(stateDir: string, env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  try {
    return readClusterFacts(stateDir)?.tools ?? clusterTools(env);
  } catch {
    // What describes it cannot be read, which what follows says better.
    return clusterTools(env);
  }
}

/** `moorage cluster status` */
export async function status({ stateDir }: Workspace, json: boolean, env: NodeJS.ProcessEnv, output: Output): Promise<void> {
  const state = await clusterStatus({ stateDir, home: toolchainHome(env), tools: toolsOf(stateDir, env) });
  if (json) return void output.line(JSON.stringify(state, undefined, 2));
  const { provider, name, context, kubeconfig, running, nodes, version, why } = state;
  if (provider === undefined) return void output.line("no cluster; `pnpm moorage cluster up` makes one");
  const health = running ? `running, Kubernetes ${version ?? "of unknown version"}, ${nodes?.ready ?? 0} of ${nodes?.total ?? 0} ${nodes?.kind ?? ""} nodes ready` : `not running: ${why ?? "no reason given"}`;
  output.line(`${provider} cluster ${name ?? ""}: ${health}\nkubeconfig ${kubeconfig ?? ""}, context ${context ?? ""}`);
}
