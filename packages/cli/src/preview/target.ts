import { existsSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { nearest } from "@moorage/config";
import { CliError } from "../cli-error.ts";
import { mainProject, projectFile, projectOf, projectsOf } from "../project.ts";
import type { Project } from "../project.ts";
import { workspace } from "../workspace.ts";
import type { Workspace } from "../workspace.ts";
import { projectFileProblems } from "../yaml-problems.ts";

/** One stack of one project that a command is about. */
export interface Target {
  readonly place: Workspace;
  readonly stack: string;
  /** Its name for people: `prod` in the root project, `counter/prod` in any other. */
  readonly label: string;
  /** Name of the project, as `Pulumi.yaml` has it; the system's where that file cannot be read. */
  readonly project: string;
  /** What keeps its files from being read, a line each. */
  readonly problems: readonly string[];
}

const STACK_FILE = /^Pulumi\.(.+)\.yaml$/;

/**
 * The stacks that a command is about, in the order in which they were named.
 * @param stacks Names of stacks; none for every one that has a file.
 * @param projects Names of systems, or folders; none for the root project.
 * @param from Folder that folders are named from.
 * @throws CliError with everything that is not there, a line each
 */
export function targetsOf(root: string, stacks: readonly string[], projects: readonly string[], from: string): readonly Target[] {
  const problems: string[] = [];
  const attempted = <T>(attempt: () => T): T | undefined => {
    try {
      return attempt();
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  };
  const found = projects.length === 0 ? [mainProject(root)] : projects.flatMap((named) => attempted(() => projectNamed(root, named, from)) ?? []);
  const chosen = [...new Map(found.map((project) => [project.folder, project])).values()];
  const known = chosen.map((project) => ({ project, names: stacksOf(project) }));
  const all = [...new Set(known.flatMap(({ names }) => names))];
  for (const stack of new Set(stacks)) if (chosen.length > 0 && !all.includes(stack)) problems.push(unknownStack(stack, all, chosen));
  if (stacks.length === 0) for (const { project, names } of known) if (names.length === 0) problems.push(`${project.system} has no stack. Fix: pulumi stack init <name> in ${project.folder}`);
  if (problems.length > 0) throw new CliError(problems.join("\n"));
  return known.flatMap(({ project, names }) => (stacks.length === 0 ? names : [...new Set(stacks)].filter((stack) => names.includes(stack))).map((stack) => targetOf(root, project, stack)));
}

/** One stack of one project; the stack need not have a file. */
export function targetOf(root: string, project: Project, stack: string): Target {
  const isRoot = resolve(project.folder) === resolve(root);
  const problems = projectFileProblems(project.folder, stack);
  return { place: workspace(root, project), stack, label: isRoot ? stack : `${project.system}/${stack}`, project: nameOf(project), problems };
}

/**
 * The project that a system's name or a folder names.
 * @throws CliError naming those that there are
 */
export function projectNamed(root: string, named: string, from: string): Project {
  const known = projectsOf(root);
  const system = known.find((each) => each.system === named);
  if (system !== undefined) return system;
  const folder = [resolve(from, named), resolve(root, named)].find((each) => existsSync(join(each, "Pulumi.yaml")));
  // What it says of a name that is nobody's fits a folder as well.
  if (folder === undefined) return projectOf(root, named);
  return known.find((each) => resolve(each.folder) === folder) ?? { system: basename(folder), folder };
}

function stacksOf({ folder }: Project): readonly string[] {
  return readdirSync(folder).flatMap((name) => STACK_FILE.exec(name)?.[1] ?? []).sort();
}

function nameOf(project: Project): string {
  try {
    return projectFile(project).name;
  } catch {
    return project.system;
  }
}

function unknownStack(stack: string, known: readonly string[], projects: readonly Project[]): string {
  const meant = nearest(stack, known);
  const where = projects.map(({ system }) => system).join(", ");
  const expected = known.length === 0 ? "there is none" : `expected one of ${known.join(", ")}`;
  return `${where}: there is no stack ${JSON.stringify(stack)}: no Pulumi.${stack}.yaml; ${expected}${meant === undefined ? "" : `. Did you mean ${meant}?`}`;
}
