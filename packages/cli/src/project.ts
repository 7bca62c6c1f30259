import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { nearest } from "@moorage/config";
import { CliError } from "./cli-error.ts";
import { yamlProblems } from "./yaml-problems.ts";

/** A Pulumi project of the clone. */
export interface Project {
  /** Name of the system that it deploys, and of the folder it is in; the label `part-of` of all its objects. */
  readonly system: string;
  /** Folder of its `Pulumi.yaml`. */
  readonly folder: string;
}

/** What the project in the root folder deploys. */
const MAIN_SYSTEM = "board";
const EXAMPLES = "examples";
const PROJECT_FILE = "Pulumi.yaml";

/** The project in the root folder of a clone. */
export function mainProject(root: string): Project {
  return { system: MAIN_SYSTEM, folder: root };
}

/** Every project of a clone, that of the root folder first. */
export function projectsOf(root: string): readonly Project[] {
  const examples = join(root, EXAMPLES);
  const names = existsSync(examples) ? readdirSync(examples).filter((name) => existsSync(join(examples, name, PROJECT_FILE))).sort() : [];
  return [mainProject(root), ...names.map((system) => ({ system, folder: join(examples, system) }))];
}

/**
 * The project that deploys a system.
 * @throws CliError naming those that there are
 */
export function projectOf(root: string, system: string): Project {
  const projects = projectsOf(root);
  const found = projects.find((each) => each.system === system);
  if (found !== undefined) return found;
  const names = projects.map((each) => each.system);
  const meant = nearest(system, names);
  throw new CliError(`there is no system ${JSON.stringify(system)}; expected one of ${names.join(", ")}${meant === undefined ? "" : `. Did you mean ${meant}?`}`);
}

/** The project that a folder of the clone is in; that of the root folder for any other. */
export function projectAt(root: string, folder: string): Project {
  for (let each = folder; each.startsWith(root) && each !== root; each = dirname(each)) {
    if (existsSync(join(each, PROJECT_FILE))) return { system: basename(each), folder: each };
  }
  return mainProject(root);
}

const schema = z.looseObject({ name: z.string(), main: z.string().default(".") });

/** What `Pulumi.yaml` says of a project. */
export interface ProjectFile {
  /** Name of the project: the namespace of its settings. */
  readonly name: string;
  /** Absolute path of the folder that its program is in. */
  readonly main: string;
}

/**
 * Reads `Pulumi.yaml`.
 * @throws CliError when it is not there or is no such file
 */
export function projectFile({ folder }: Project): ProjectFile {
  const path = join(folder, PROJECT_FILE);
  const problems = existsSync(path) ? yamlProblems(path) : [`${path} is not there`];
  if (problems.length > 0) throw new CliError(problems.join("\n"));
  const parsed = schema.safeParse(parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new CliError(`${path} is no project file: it needs a name`);
  return { name: parsed.data.name, main: join(folder, parsed.data.main) };
}
