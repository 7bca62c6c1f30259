import { join, relative } from "node:path";
import { clusterUp, kubectl } from "@moorage/cluster";
import type { ClusterFacts } from "@moorage/cluster";
import { baseImagesIn } from "../base-images.ts";
import { CliError } from "../cli-error.ts";
import { nodesFor } from "./cluster.ts";
import { reportStatus } from "./status.ts";
import { bringForeignImages, foreignImages, imagesIn, standInsFor } from "../foreign-images.ts";
import type { Output } from "../progress.ts";
import { PASSPHRASE_VARIABLES } from "../passphrase.ts";
import { askPulumi, runPulumi } from "../pulumi.ts";
import { renderStack } from "../render-stack.ts";
import { getTools } from "../tools.ts";
import type { ToolOptions, Tools } from "../tools.ts";
import type { Workspace } from "../workspace.ts";
import { projectFileProblems } from "../yaml-problems.ts";

const STACK = "dev";

/** Brings the dev stack of a project up on a local cluster, from nothing; does only what has changed when run again. */
export async function start(workspace: Workspace, options: ToolOptions, output: Output): Promise<void> {
  const problems = projectFileProblems(workspace.project.folder, STACK);
  if (problems.length > 0) throw new CliError(problems.join("\n"));
  const tools = await getTools(workspace.stateDir, [workspace.project], options, output);
  if (tools.missing.length > 0) return renderOnly(workspace, tools, output);
  output.line("Cluster");
  const report = (line: string): void => output.line(`  ${line}`);
  const cluster = await clusterUp({ stateDir: workspace.stateDir, home: tools.home, tools: tools.executables, signal: options.signal, report, ...nodesFor(tools.machine, options.nodeKind) });
  output.line(`  ${cluster.provider}, context ${cluster.context}, ${cluster.nodes} nodes`);
  const standIns = await images(workspace, cluster, tools, options, report);
  await up(workspace, cluster, options, output);
  await summary(workspace, cluster, tools, output);
  for (const [wanted, image] of Object.entries(standIns)) output.line(`Image ${wanted} could not be pulled; ${image}, which was made here, stands in for it.`);
}

/** A real node of the embedded cluster reaches no registry: what it runs is brought to it. Gives what stands in for which image. */
async function images(workspace: Workspace, cluster: ClusterFacts, { executables, home }: Tools, { env, offline, signal }: ToolOptions, report: (line: string) => void): Promise<Readonly<Record<string, string>>> {
  const docker = executables["docker"];
  if (cluster.provider !== "embedded" || cluster.nodes === "simulated" || docker === undefined) return {};
  const context = { home, env, offline, signal };
  const wanted = await foreignImages(STACK, workspace);
  await bringForeignImages(cluster, wanted, docker, context, report);
  return standInsFor(wanted, docker, context);
}

async function up(workspace: Workspace, cluster: ClusterFacts, { env, signal }: ToolOptions, output: Output): Promise<void> {
  const selected = await askPulumi(workspace, STACK, ["stack", "select", STACK, "--create", "--non-interactive"], env);
  if (!selected.ok) throw new CliError(selected.stderr.trim());
  const exitCode = await runPulumi(workspace, STACK, ["up", "--stack", STACK, "--yes", "--skip-preview"], env);
  if (exitCode === 0) return;
  await whatRuns(workspace, cluster, signal, output);
  throw new CliError(await whyNotUp(workspace, env), exitCode);
}

/** The engine names what is not ready; its pods say why. Where nothing of the system is there yet, they have nothing to say. */
async function whatRuns(workspace: Workspace, cluster: ClusterFacts, signal: AbortSignal, output: Output): Promise<void> {
  if (signal.aborted) return;
  try {
    output.line("");
    await reportStatus(workspace, STACK, cluster, signal, output);
  } catch (error) {
    // Why it did not come up matters more.
    output.line(`  what runs cannot be told: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The engine says "incorrect passphrase", and not where it has the passphrase from. */
async function whyNotUp(workspace: Workspace, env: NodeJS.ProcessEnv): Promise<string> {
  const variable = PASSPHRASE_VARIABLES.find((name) => env[name] !== undefined);
  if (variable !== undefined) {
    // Only reading every setting asks for the passphrase; what was read is not looked at.
    const { stderr } = await askPulumi(workspace, STACK, ["config", "--stack", STACK, "--show-secrets"], env);
    if (stderr.includes("incorrect passphrase")) return `${variable} holds another passphrase than that of the stack ${STACK}. Fix: unset ${variable}, and the public one is used`;
  }
  return "pulumi up did not finish; what it said is above, and `pnpm start` goes on from there";
}

async function summary({ root, stateDir, project: { system, folder } }: Workspace, cluster: ClusterFacts, { machine }: Tools, output: Output): Promise<void> {
  const ours = ["--all-namespaces", "--selector", `app.kubernetes.io/part-of=${system}`];
  const objects = await kubectl(cluster, ["get", "deployments,statefulsets,services,ingresses", ...ours]);
  output.line(`\nWhat runs where\n${objects}\n`);
  if (cluster.nodes === "simulated") {
    output.line("The control plane is real; the nodes are simulated: pods are scheduled and reported, and nothing answers requests.");
    const foreign = imagesIn([JSON.parse(await kubectl(cluster, ["get", "pods", ...ours, "--output", "json"]))]);
    if (foreign.length > 0) output.line(`Images from elsewhere are not on this machine, and simulated nodes pull none: ${foreign.join(", ")}.`);
  }
  if (!machine.docker.available) output.line(`Images were not built: ${machine.docker.why}.`);
  const named = baseImagesIn([folder]);
  for (const wanted of named) {
    const made = machine.baseImages[wanted];
    if (made !== undefined) output.line(`Base image ${wanted} could not be pulled; ${made} was made here in its place.`);
    const why = machine.lackingBases?.[wanted];
    if (why !== undefined) output.line(`Images upon ${wanted} were not built: ${why}.`);
  }
  const place = relative(root, folder);
  const pulumi = place === "" ? "pnpm exec pulumi" : `pnpm --dir ${place} exec pulumi`;
  output.line(
    [
      `Look at it    kubectl --kubeconfig ${join(stateDir, "kubeconfig")} get pods --all-namespaces`,
      `Its outputs   ${pulumi} stack output --stack ${STACK}`,
      `Take it down  ${pulumi} destroy --stack ${STACK}, then pnpm moorage cluster down`,
    ].join("\n"),
  );
}

/** The level below: no engine can be had, and the objects are written as files. */
async function renderOnly(workspace: Workspace, { missing }: Tools, output: Output): Promise<void> {
  const { system } = workspace.project;
  const folder = join(workspace.stateDir, "rendered", system, STACK);
  const files = await renderStack(STACK, folder, workspace);
  const names = missing.map(({ part }) => part.name).join(", ");
  output.line(`\nThere is no engine or no cluster here: ${names} cannot be had. What each needs stands above.`);
  output.line(`Instead, the ${files.length} objects of ${system}, stack ${STACK}, were rendered under mocks to ${folder}; Secrets hold placeholders.`);
}
