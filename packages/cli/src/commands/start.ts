import { clusterUp, kubectl } from "@moorage/cluster";
import type { ClusterFacts } from "@moorage/cluster";
import { CliError } from "../cli-error.ts";
import type { Output } from "../progress.ts";
import { PASSPHRASE_VARIABLES } from "../passphrase.ts";
import { askPulumi, runPulumi } from "../pulumi.ts";
import { renderStack } from "../render-stack.ts";
import { getTools } from "../tools.ts";
import type { ToolOptions, Tools } from "../tools.ts";
import type { Workspace } from "../workspace.ts";
import { projectFileProblems } from "../yaml-problems.ts";
import { join } from "node:path";

const STACK = "dev";

/** Brings the dev stack up on a local cluster, from nothing; does only what has changed when run again. */
export async function start(workspace: Workspace, options: ToolOptions, output: Output): Promise<void> {
  const problems = projectFileProblems(workspace.root, STACK);
  if (problems.length > 0) throw new CliError(problems.join("\n"));
  const tools = await getTools(workspace.stateDir, options, output);
  if (tools.missing.length > 0) return renderOnly(workspace, tools, output);
  output.line("Cluster");
  const report = (line: string): void => output.line(`  ${line}`);
  const cluster = await clusterUp({ stateDir: workspace.stateDir, home: tools.home, tools: tools.executables, signal: options.signal, report });
  output.line(`  ${cluster.provider}, context ${cluster.context}, ${cluster.nodes} nodes`);
  await up(workspace, options.env);
  await summary(workspace, cluster, tools, output);
}

async function up(workspace: Workspace, env: NodeJS.ProcessEnv): Promise<void> {
  const selected = await askPulumi(workspace, STACK, ["stack", "select", STACK, "--create", "--non-interactive"], env);
  if (!selected.ok) throw new CliError(selected.stderr.trim());
  const exitCode = await runPulumi(workspace, STACK, ["up", "--stack", STACK, "--yes", "--skip-preview"], env);
  if (exitCode !== 0) throw new CliError(await whyNotUp(workspace, env), exitCode);
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

async function summary({ stateDir }: Workspace, cluster: ClusterFacts, { machine }: Tools, output: Output): Promise<void> {
  const objects = await kubectl(cluster, ["get", "deployments,statefulsets,services,ingresses", "--all-namespaces", "--selector", "app.kubernetes.io/part-of=board"]);
  output.line(`\nWhat runs where\n${objects}\n`);
  if (cluster.nodes === "simulated") output.line("The control plane is real; the nodes are simulated: pods are scheduled and reported, and nothing answers requests.");
  if (!machine.docker.available) output.line(`Images were not built: ${machine.docker.why}.`);
  for (const [wanted, made] of Object.entries(machine.baseImages)) output.line(`Base image ${wanted} could not be pulled; ${made} was made here in its place.`);
  output.line(
    [
      `Look at it    kubectl --kubeconfig ${join(stateDir, "kubeconfig")} get pods --all-namespaces`,
      "Its outputs   pnpm exec pulumi stack output --stack dev",
      "Take it down  pnpm exec pulumi destroy --stack dev, then pnpm moorage cluster down",
    ].join("\n"),
  );
}

/** The level below: no engine can be had, and the objects are written as files. */
async function renderOnly(workspace: Workspace, { missing }: Tools, output: Output): Promise<void> {
  const folder = join(workspace.stateDir, "rendered", STACK);
  const files = await renderStack(STACK, folder);
  const names = missing.map(({ part }) => part.name).join(", ");
  output.line(`\nThere is no engine or no cluster here: ${names} cannot be had. What each needs stands above.`);
  output.line(`Instead, the ${files.length} objects of the stack ${STACK} were rendered under mocks to ${folder}; Secrets hold placeholders.`);
}
