import { relative } from "node:path";
import { InputError } from "@moorage/core";
import { compareContracts, consumersOf, deployedProblems } from "@moorage/outputs";
import type { Comparison, Finding } from "@moorage/outputs";
import { CliError } from "../cli-error.ts";
import { contractFolder, contractProblems, keptContracts, programContracts, publish, publishedFiles, readPublished } from "../contracts.ts";
import type { Published } from "../contracts.ts";
import { filesAt } from "../git-files.ts";
import type { Output } from "../progress.ts";
import { projectFile } from "../project.ts";
import type { Project } from "../project.ts";
import { askPulumi } from "../pulumi.ts";
import type { Workspace } from "../workspace.ts";

/** `moorage outputs check`: whether what is published is what the programs keep. */
export async function check(root: string, projects: readonly Project[], { write }: { readonly write: boolean }, output: Output): Promise<void> {
  const problems: string[] = [];
  for (const project of projects) {
    const kept = await keptContracts(project);
    if (write) publish(kept);
    problems.push(...contractProblems(kept, publishedFiles(project)).map((problem) => problem.replaceAll(`${root}/`, "")));
    for (const { document } of kept) output.line(`${titleOf(document)}: ${Object.keys(document.properties).join(", ")}`);
  }
  if (problems.length > 0) throw new CliError(`${problems.join("\n")}\nFix: pnpm moorage outputs check --write, and look at pnpm moorage outputs diff`);
}

/** `moorage outputs check --stack`: whether the deployed stacks keep what the programs promise. */
export async function checkDeployed(places: readonly Workspace[], stack: string, env: NodeJS.ProcessEnv, output: Output): Promise<void> {
  const problems: string[] = [];
  for (const place of places) {
    const contracts = await programContracts(place.project);
    if (contracts.length === 0) continue;
    const name = `${projectFile(place.project).name}/${stack}`;
    const { ok, stdout, stderr } = await askPulumi(place, stack, ["stack", "output", "--stack", stack, "--json", "--non-interactive"], env);
    if (!ok) {
      problems.push(`${name}: ${stderr.trim().split("\n").at(-1) ?? "its outputs cannot be read"}`);
      continue;
    }
    const found = contracts.flatMap((contract) => deployedProblems(contract, name, JSON.parse(stdout) as Readonly<Record<string, unknown>>));
    if (found.length > 0) problems.push(new InputError(found).message);
    output.line(`${name}: ${found.length === 0 ? "keeps" : "does not keep"} ${contracts.map(({ name: contract, version }) => `${contract} v${version}`).join(", ")}`);
  }
  if (problems.length > 0) throw new CliError(problems.join("\n"));
}

/** `moorage outputs diff`: what changes for those who read the outputs, against another revision. */
export async function diff(root: string, projects: readonly Project[], base: string, output: Output): Promise<void> {
  let breaks = false;
  for (const project of projects) {
    const before = await filesAt(root, base, relative(root, contractFolder(project)));
    const kept = await keptContracts(project);
    for (const [path, text] of before) breaks = report(path, text, kept, root, output) || breaks;
    const known = new Set(before.keys());
    for (const { path, document } of kept) if (!known.has(relative(root, path))) output.line(`${titleOf(document)}: new`);
  }
  if (breaks) throw new CliError(`outputs break those who read them, compared with ${base}. Fix: keep the major version as it was and export the next one beside it (docs/how-to/evolve-an-output-contract.md)`);
}

/** `moorage outputs consumers`: who is known to read what. */
export async function consumers(projects: readonly Project[], output: Output): Promise<void> {
  for (const project of projects) {
    for (const { document } of await keptContracts(project)) {
      const known = consumersOf(document);
      output.line(`${titleOf(document)}${known.length === 0 ? ": nobody is known" : ""}`);
      for (const { project: name, stack, fields } of known) output.line(`  ${name}/${stack}: ${fields === undefined ? "everything" : fields.join(", ")}`);
    }
  }
}

/** Whether it breaks somebody. */
function report(path: string, text: string, kept: readonly Published[], root: string, output: Output): boolean {
  const before = readPublished(text, path);
  const after = kept.find((each) => relative(root, each.path) === path)?.document;
  const comparison = compareContracts(before, after);
  const verdict = after === undefined ? "is to go" : comparison.findings.length === 0 ? "no changes" : `${comparison.findings.length} changes`;
  output.line(`${titleOf(before)}: ${verdict}`);
  for (const each of comparison.findings) output.line(`  ${lineOf(each)}`);
  return broken(comparison);
}

/** An alarm stands whatever version it has. */
function broken({ sufficient, findings }: Comparison): boolean {
  return !sufficient || findings.some(({ effect }) => effect === "alarm");
}

const SIGNS = { alarm: "‼", breaking: "✗", compatible: "·" } as const;

function lineOf({ path, kind, effect, detail, sees, version, consumers: readers }: Finding): string {
  const needs = effect === "compatible" ? "" : `; needs v${version}${readers.length === 0 ? "" : `; read by ${readers.join(", ")}`}`;
  return `${SIGNS[effect]} ${path} ${kind}: ${detail}; ${sees}${needs}`;
}

function titleOf({ contract: { name, version } }: Published["document"]): string {
  return `${name} v${version}`;
}
