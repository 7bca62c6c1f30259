import { readMachineFacts, writeMachineFacts } from "@moorage/machine";
import type { MachineFacts } from "@moorage/machine";
import { describePlan, dockerEngine, embeddedClusterParts, ensureBaseImage, findExecutable, plan, pulumiParts, pythonBase, toolchainHome } from "@moorage/toolchain";
import type { Acquired, Part, PartContext, Plan } from "@moorage/toolchain";
import { acquireWithProgress } from "./progress.ts";
import type { Output, SideTask } from "./progress.ts";

/** What a command was told about getting tools. */
export interface ToolOptions {
  readonly offline: boolean;
  /** Whether images are to be built. */
  readonly docker: boolean;
  readonly signal: AbortSignal;
  readonly env: NodeJS.ProcessEnv;
}

/** The tools that are there now. */
export interface Tools {
  readonly executables: Readonly<Record<string, string>>;
  readonly machine: MachineFacts;
  readonly missing: Acquired["missing"];
  readonly home: string;
}

/** Base image that board-api's Dockerfile asks for; where it cannot be pulled, one is made. */
export const PYTHON_IMAGE = "python:3.13.7-slim-bookworm";

const SYSTEM_TOOLS = ["k3d", "kind", "kubectl"] as const;

/**
 * Gets what a stack on a local cluster takes: the engine with its plug-ins, a cluster, a Docker engine, a base
 * image. Says beforehand what it will get, from where and how long that takes; asks nothing.
 */
export async function getTools(stateDir: string, options: ToolOptions, output: Output): Promise<Tools> {
  const context: PartContext = { home: toolchainHome(options.env), offline: options.offline, env: options.env, signal: options.signal };
  const docker = options.docker ? await plan([dockerEngine], context) : undefined;
  const system = found(options.env);
  const parts = [...pulumiParts(["kubernetes", "docker"]), ...clusterParts(system, docker)];
  const tools = await plan(parts, context);
  announce([tools, ...(docker === undefined ? [] : [docker])], output);

  let machine = readMachineFacts(stateDir);
  let dockerTools: Acquired | undefined;
  const side: SideTask[] = [];
  if (docker === undefined) machine = { ...machine, docker: { available: false, why: "--no-docker" } };
  else {
    const run = async (report: (line: string) => void): Promise<void> => {
      [dockerTools, machine] = await getEngine(docker, context, report);
    };
    if (docker.seconds > 0) side.push({ title: "docker-engine and base image", seconds: docker.seconds + 60, run });
    else await run((line) => output.line(`  ${line}`));
  }
  const acquired = await acquireWithProgress(tools, side, output);
  writeMachineFacts(stateDir, machine);
  return { executables: { ...system, ...acquired.executables, ...dockerTools?.executables }, machine, missing: [...acquired.missing], home: context.home };
}

/** k3d and kind need an engine; with neither of them, the embedded cluster's programs are wanted. */
function clusterParts(system: Readonly<Record<string, string>>, docker: Plan | undefined): readonly Part[] {
  const hasEngine = docker?.parts.every(({ offer }) => offer.source !== "none") ?? false;
  const hasContainerCluster = system["k3d"] !== undefined || system["kind"] !== undefined;
  return hasEngine && hasContainerCluster ? [] : embeddedClusterParts;
}

async function getEngine(docker: Plan, context: PartContext, report: (line: string) => void): Promise<[Acquired | undefined, MachineFacts]> {
  const [engine] = docker.parts;
  if (engine === undefined) return [undefined, { docker: { available: false, why: "no Docker engine" }, baseImages: {} }];
  if (engine.offer.source === "none") return [undefined, { docker: { available: false, why: engine.offer.why }, baseImages: {} }];
  const { executables, env } = await engine.offer.obtain(report);
  const base = await ensureBaseImage(PYTHON_IMAGE, pythonBase, executables["docker"] ?? "docker", context, report);
  const tools: Acquired = { executables, env: env ?? {}, missing: [] };
  if (base.image === undefined) return [tools, { docker: { available: false, why: base.why }, baseImages: {} }];
  return [tools, { docker: { available: true }, baseImages: base.image === PYTHON_IMAGE ? {} : { [PYTHON_IMAGE]: base.image } }];
}

function found(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(SYSTEM_TOOLS.flatMap((name) => {
    const path = findExecutable(name, env);
    return path === undefined ? [] : [[name, path]];
  }));
}

function announce(plans: readonly Plan[], output: Output): void {
  const lines = plans.flatMap((each) => describePlan(each));
  if (lines.length === 0) return;
  output.line("Tools that this machine does not have yet:");
  for (const line of lines) output.line(`  ${line}`);
}
