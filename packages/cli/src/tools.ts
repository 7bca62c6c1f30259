import { nodeRefusal } from "@moorage/cluster";
import type { NodeKind, Provider } from "@moorage/cluster";
import { writeMachineFacts } from "@moorage/machine";
import type { MachineFacts } from "@moorage/machine";
import { acquireToolchain, describePlan, embeddedClusterParts, findExecutable, planToolchain, pulumiParts, toolchainHome } from "@moorage/toolchain";
import type { PartName, PartPurpose, Toolchain, ToolchainPlan } from "@moorage/toolchain";
import { baseImagesIn } from "./base-images.ts";
import { imageBuilding, without } from "./image-building.ts";
import { progressListener } from "./progress.ts";
import type { Output } from "./progress.ts";
import type { Project } from "./project.ts";

/** What a command was told about getting tools. */
export interface ToolOptions {
  /** Whether only what is here already may be used. */
  readonly offline: boolean;
  /** Whether images are to be built. */
  readonly docker: boolean;
  /** Whether tests are to be run: they take parts that no stack takes. @default false */
  readonly tests?: boolean;
  /** What is to make the cluster. @default the best that is there */
  readonly provider?: Provider;
  /** Whether pods are to run really. @default they are, where that can be */
  readonly nodeKind?: NodeKind;
  readonly signal: AbortSignal;
  readonly env: NodeJS.ProcessEnv;
}

/** The tools that are there now. */
export interface Tools {
  readonly executables: Readonly<Record<string, string>>;
  readonly machine: MachineFacts;
  /** Parts without which there is no engine or no cluster. */
  readonly missing: Toolchain["missing"];
  /** Why executables that only tests take are not there, by their names. */
  readonly absent: Toolchain["absent"];
  /** Folder of everything that is kept for all clones. */
  readonly home: string;
}

const SYSTEM_TOOLS = ["k3d", "kind", "kubectl"] as const;
/** What clusters of containers are made by, and what runs the containers. */
const CLUSTER_TOOLS = [...SYSTEM_TOOLS, "docker"] as const;

/**
 * Gets what a stack on a local cluster takes: the engine with its plug-ins, a cluster, a Docker engine, and the
 * base images of some projects. Says beforehand what it will get, from where and how long that takes; asks nothing.
 */
export async function getTools(stateDir: string, projects: readonly Project[], options: ToolOptions, output: Output): Promise<Tools> {
  const { env, offline, signal } = options;
  const images = imageBuilding(baseImagesIn(projects.map(({ folder }) => folder)));
  const system = onPath(SYSTEM_TOOLS, env);
  const plan = await planToolchain([...pulumiParts, ...clusterParts(system, options)], { env, offline, signal, parts: options.docker ? [images.part] : [], purposes: purposes(system, options) });
  announce(plan, output);
  const { executables, missing, absent } = await acquired(plan, output);
  const machine = options.docker ? images.machine() : without("--no-docker was given");
  writeMachineFacts(stateDir, machine);
  return { executables: { ...system, ...executables }, machine, absent, missing: missing.filter(({ part }) => part !== images.part), home: toolchainHome(env) };
}

/** k3d and kind need an engine; with neither of them, or where it is asked for, the embedded cluster's programs are wanted. */
function clusterParts(system: Readonly<Record<string, string>>, options: ToolOptions): readonly PartName[] {
  return takesEmbedded(system, options) ? embeddedClusterParts : [];
}

function takesEmbedded(system: Readonly<Record<string, string>>, { docker, provider, nodeKind }: ToolOptions): boolean {
  const hasContainerCluster = system["k3d"] !== undefined || system["kind"] !== undefined;
  return !docker || !hasContainerCluster || provider === "embedded" || nodeKind === "simulated";
}

/** A real node runs images, so it is of no use where none are built; and it takes no time where there can be none. */
function purposes(system: Readonly<Record<string, string>>, options: ToolOptions): readonly PartPurpose[] {
  const { tests = false, docker, nodeKind } = options;
  const real = docker && nodeKind !== "simulated" && (tests || takesEmbedded(system, options)) && nodeRefusal() === undefined;
  return [...(tests ? ["test" as const] : []), ...(real ? ["node" as const] : [])];
}

/** What this machine has that a cluster can be made, looked at and removed by, without getting anything. */
export function clusterTools(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return onPath(CLUSTER_TOOLS, env);
}

function onPath(names: readonly string[], env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const found = names.map((name) => [name, findExecutable(name, env)] as const);
  return Object.fromEntries(found.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

function announce(plan: ToolchainPlan, output: Output): void {
  const lines = describePlan(plan);
  if (lines.length === 0) return;
  output.line("Tools that this machine does not have yet");
  for (const line of lines) output.line(`  ${line}`);
}

async function acquired(plan: ToolchainPlan, output: Output): Promise<Toolchain> {
  const progress = progressListener(plan, output);
  try {
    return await acquireToolchain(plan, progress.listener);
  } finally {
    await progress.end();
  }
}
