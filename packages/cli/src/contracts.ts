import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { contractFileName, contractFileText, readContractFile } from "@moorage/outputs";
import type { ContractDocument, OutputContract } from "@moorage/outputs";
import { projectFile } from "./project.ts";
import type { Project } from "./project.ts";

interface ContractModule {
  readonly contracts: readonly ContractDocument[];
  readonly [name: string]: unknown;
}

const MODULE = "contract.ts";
const FOLDER = "contracts";

/** A contract as it is published, and the text that it is published as. */
export interface Published {
  /** Path of the file. */
  readonly path: string;
  readonly document: ContractDocument;
  readonly text: string;
}

/** The contracts that a project's program keeps, and where each is published; none where it has no such module. */
export async function keptContracts(project: Project): Promise<readonly Published[]> {
  const { contracts } = await contractModule(project);
  return contracts.map((document) => ({ path: join(contractFolder(project), contractFileName(document)), document, text: contractFileText(document) }));
}

/** The same as values of the program, by which what is deployed can be checked. */
export async function programContracts(project: Project): Promise<readonly OutputContract[]> {
  const { contracts, ...others } = await contractModule(project);
  const hashes = contracts.map(({ contract: { schemaHash } }) => schemaHash);
  return Object.values(others).filter((value): value is OutputContract => typeof value === "object" && value !== null && "schemas" in value && "schemaHash" in value && hashes.includes(String(value.schemaHash)));
}

async function contractModule(project: Project): Promise<ContractModule> {
  const path = join(projectFile(project).main, MODULE);
  return existsSync(path) ? ((await import(pathToFileURL(path).href)) as ContractModule) : { contracts: [] };
}

/** Folder that a project's contracts are published in. */
export function contractFolder(project: Project): string {
  return join(projectFile(project).main, FOLDER);
}

/** The files that are published of a project, by their paths. */
export function publishedFiles(project: Project): readonly string[] {
  const folder = contractFolder(project);
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")).sort().map((name) => join(folder, name)) : [];
}

/** What keeps a project's published contracts from being those that its program keeps. */
export function contractProblems(kept: readonly Published[], files: readonly string[]): readonly string[] {
  const missing = kept.filter(({ path }) => !files.includes(path)).map(({ path }) => `${path} is not there`);
  const stale = kept.filter(({ path, text }) => files.includes(path) && readFileSync(path, "utf8") !== text).map(({ path }) => `${path} is not what the program keeps`);
  const left = files.filter((file) => !kept.some(({ path }) => path === file)).map((file) => `${file} is of a contract that no program keeps`);
  return [...missing, ...stale, ...left];
}

/** Publishes contracts: writes their files. */
export function publish(kept: readonly Published[]): void {
  for (const { path, text } of kept) {
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text);
  }
}

/** A published contract, from its text. */
export function readPublished(text: string, path: string): ContractDocument {
  return readContractFile(text, path);
}
