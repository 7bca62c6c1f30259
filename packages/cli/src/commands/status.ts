import { join } from "node:path";
import pc from "picocolors";
import { kubectl, readClusterFacts } from "@moorage/cluster";
import type { ClusterFacts } from "@moorage/cluster";
import { duration } from "@moorage/toolchain";
import { CliError } from "../cli-error.ts";
import { isWell, podTroubles } from "../pod-troubles.ts";
import type { Findings, PodTrouble } from "../pod-troubles.ts";
import { secretTexts } from "../preview/secret-texts.ts";
import type { Output } from "../progress.ts";
import { projectFile } from "../project.ts";
import { readStackFile } from "../stack-file.ts";
import type { Workspace } from "../workspace.ts";

/** What fits on one screen: troubles, lines of one log and of all of them, and what is shown of a line. */
const MOST_TROUBLES = 6;
const LOG_LINES = 8;
const ALL_LOG_LINES = 16;
const LINE_LENGTH = 240;
/** Lines that are asked for: of a secret over many lines the mask must see the whole. */
const LOG_TAIL = 200;
/** What a pod keeps of a log's end, in bytes: a message as long as that begins anywhere. @see https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/ */
const LAST_WORDS = 2048;

/**
 * `moorage status`: what runs of a system, and what is wrong with it.
 * @returns the exit code: 0 when all is well, 1 when not
 * @throws CliError when there is no cluster or no such stack
 */
export async function status(workspace: Workspace, stack: string, signal: AbortSignal, output: Output): Promise<number> {
  const cluster = readClusterFacts(workspace.stateDir);
  if (cluster === undefined) throw new CliError("there is no cluster; `pnpm moorage cluster up` makes one");
  const findings = await reportStatus(workspace, stack, cluster, signal, output);
  if (isEmpty(findings)) output.line(`nothing of ${workspace.project.system}, stack ${stack}, is on the cluster ${cluster.name}`);
  return isWell(findings) ? 0 : 1;
}

/** Prints the report, where anything of the stack is on the cluster. */
export async function reportStatus({ project }: Workspace, stack: string, cluster: ClusterFacts, signal: AbortSignal, output: Output): Promise<Findings> {
  const { system } = project;
  const environment = readStackFile(join(project.folder, `Pulumi.${stack}.yaml`)).values[`${projectFile(project).name}:environment`] ?? stack;
  const findings = await look(cluster, system, environment, signal);
  if (isEmpty(findings)) return findings;
  const colours = pc.createColors(output.isTerminal);
  output.line(`${colours.bold(`${system}, stack ${stack}`)}, on ${cluster.name}${cluster.nodes === "simulated" ? "; its nodes are simulated: nothing really runs" : ""}`);
  for (const line of workloadLines(findings, colours)) output.line(line);
  const told = await Promise.all(findings.troubles.slice(0, MOST_TROUBLES).map(async (trouble) => toldOf(cluster, trouble, signal)));
  const each = Math.min(LOG_LINES, Math.floor(ALL_LOG_LINES / Math.max(1, told.filter(({ lines }) => lines.length > 0).length)));
  for (const line of told.flatMap((trouble) => troubleLines(trouble, each, colours, Date.now()))) output.line(line);
  const rest = findings.troubles.slice(MOST_TROUBLES);
  if (rest.length > 0) output.line(`\nand ${rest.length} more: ${rest.map(({ reason, namespace, pod }) => `${reason} of ${namespace}/${pod}`).join(", ")}`);
  return findings;
}

function isEmpty({ workloads, troubles }: Findings): boolean {
  return workloads.length + troubles.length === 0;
}

type List = { readonly items: readonly { readonly kind?: string; readonly metadata: { readonly namespace?: string } }[] };

/** Names of a system's namespaces end with the name of its environment. */
async function look(cluster: ClusterFacts, system: string, environment: string, signal: AbortSignal): Promise<Findings> {
  const everywhere = ["--all-namespaces", "--output", "json"];
  const lists = await Promise.all([
    kubectl(cluster, ["get", "deployments,statefulsets,daemonsets,pods", ...everywhere, "--selector", `app.kubernetes.io/part-of=${system}`], { signal }),
    kubectl(cluster, ["get", "events", ...everywhere, "--field-selector", "type=Warning"], { signal }),
  ]);
  const objects = lists.flatMap((list) => (JSON.parse(list) as List).items);
  return podTroubles(objects.filter(({ metadata }) => metadata.namespace?.endsWith(`-${environment}`)), Date.now());
}

/** A trouble with the last lines of the log that tells more, if there is one. */
interface Told extends PodTrouble {
  readonly lines: readonly string[];
}

/** Looks up what a container said last. No text that a Secret of the pod holds is in what comes back. */
async function toldOf(cluster: ClusterFacts, trouble: PodTrouble, signal: AbortSignal): Promise<Told> {
  const mask = await maskOf(cluster, trouble, signal);
  if (mask === undefined) return { ...trouble, detail: "", lines: trouble.log === undefined ? [] : ["(not shown: the Secrets of the pod cannot be read, and it may hold what is in them)"] };
  const text = await logOf(cluster, trouble, signal);
  const lines = mask(text).split("\n").map((line) => line.trimEnd()).filter((line) => line !== "");
  return { ...trouble, detail: mask(trouble.detail), lines };
}

async function logOf(cluster: ClusterFacts, { namespace, pod, container, log, lastWords }: PodTrouble, signal: AbortSignal): Promise<string> {
  if (log === undefined || container === undefined) return "";
  const asked = kubectl(cluster, ["logs", pod, "--namespace", namespace, "--container", container, `--tail=${LOG_TAIL}`, ...(log === "previous" ? ["--previous"] : [])], { signal });
  const text = await asked.catch(() => "");
  if (text.trim() !== "" || lastWords === undefined) return text;
  // What was cut off could be the beginning of a secret, whose rest nobody would know for one.
  return Buffer.byteLength(lastWords) < LAST_WORDS ? lastWords : lastWords.slice(lastWords.indexOf("\n") + 1);
}

/** Hides what is in the Secrets of a pod's namespace; `undefined` when they cannot be read. */
async function maskOf(cluster: ClusterFacts, { namespace }: PodTrouble, signal: AbortSignal): Promise<((text: string) => string) | undefined> {
  try {
    const { items } = JSON.parse(await kubectl(cluster, ["get", "secrets", "--namespace", namespace, "--output", "json"], { signal })) as { readonly items: readonly { readonly data?: Readonly<Record<string, string>> }[] };
    const values = items.flatMap(({ data = {} }) => Object.values(data).map((value) => Buffer.from(value, "base64").toString("utf8")));
    // Loaded here alone: most reports have nothing to hide.
    const { maskFor } = await import("@moorage/preview");
    return maskFor([...new Set(values.flatMap(secretTexts))]);
  } catch {
    return undefined;
  }
}

type Colours = ReturnType<typeof pc.createColors>;

function workloadLines({ workloads }: Findings, { green, red }: Colours): readonly string[] {
  const rows = workloads.map(({ namespace, kind, name, ready, wanted, updated, trouble }) => {
    const good = ready >= wanted && updated >= wanted && trouble === undefined;
    const rest = [updated < wanted ? `${updated} of ${wanted} as wanted now` : undefined, trouble].filter((text) => text !== undefined);
    return { good, cells: [namespace, kind, name, `${ready}/${wanted} ready`], rest: rest.length === 0 ? "" : `  ${rest.join("; ")}` };
  });
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map(({ cells }) => cells[column]?.length ?? 0)));
  return rows.map(({ good, cells, rest }) => `  ${(good ? green : red)(good ? "well" : "ill ")}  ${`${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}${rest}`.trimEnd()}`);
}

function troubleLines({ namespace, pod, container, reason, detail, since, restarts, alike, lines }: Told, most: number, { red, dim }: Colours, now: number): readonly string[] {
  const others = alike === 0 ? "" : ` and ${alike} more like it`;
  const where = `${namespace}/${pod}${container === undefined ? "" : `, container ${container}`}${others}`;
  const when = since === undefined ? [] : [`since ${since} (${duration(Math.max(0, now - Date.parse(since)) / 1000)})`];
  const how = container === undefined ? [] : [`${restarts} ${restarts === 1 ? "restart" : "restarts"}`];
  const facts = [...when, ...how].join(", ");
  return [`\n${red(reason)}  ${where}${detail === "" ? "" : `: ${cut(detail)}`}`, ...(facts === "" ? [] : [`  ${facts}`]), ...lines.slice(-most).map((line) => dim(`  | ${cut(line)}`))];
}

function cut(text: string): string {
  return text.length > LINE_LENGTH ? `${text.slice(0, LINE_LENGTH)}…` : text;
}
