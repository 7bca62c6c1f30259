import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { Recorder, unwrapSecrets } from "@moorage/testing";
import type { Recorded } from "@moorage/testing";
import { CliError } from "./cli-error.ts";
import { projectFile } from "./project.ts";
import { PLACEHOLDER, readStackFile } from "./stack-file.ts";
import { workspace } from "./workspace.ts";
import type { Workspace } from "./workspace.ts";

interface StackModule {
  readonly runStack: (options: { readonly rendering: true }) => Promise<unknown>;
}

/** Lists what was rendered, so that the next rendering takes away that and nothing else. */
const RENDERED = ".rendered";
const SECRET_KEYS = "PULUMI_CONFIG_SECRET_KEYS";

/**
 * Writes a stack's Kubernetes objects as YAML, one file each, from its program under mocks. No secret is
 * decrypted, and every value of a Secret is a placeholder.
 * @returns the paths of the files
 * @throws CliError when there is no such stack, or the folder holds something else
 */
export async function renderStack(stack: string, folder: string, place = workspace()): Promise<readonly string[]> {
  return written(resolve(folder), await stackObjects(stack, place));
}

/**
 * A stack's Kubernetes objects, from its program under mocks; every value of a Secret is a placeholder.
 * @throws CliError when there is no such stack
 */
export async function stackObjects(stack: string, { project }: Pick<Workspace, "project">): Promise<readonly ManifestObject[]> {
  const config = readStackFile(join(project.folder, `Pulumi.${stack}.yaml`));
  const { name, main } = projectFile(project);
  const recorder = await Recorder.start({ project: name, stack });
  pulumi.runtime.setAllConfig({ ...config.values }, [...config.secretKeys]);
  process.env[SECRET_KEYS] = JSON.stringify(config.secretKeys);
  const { runStack } = (await import(pathToFileURL(join(main, "index.ts")).href)) as StackModule;
  await runStack({ rendering: true });
  return (await recorder.resources()).filter(isObject).map(placeholders);
}

/** Makes room for what is rendered: only what an earlier rendering left there goes. */
function cleared(target: string): void {
  mkdirSync(target, { recursive: true });
  const list = join(target, RENDERED);
  if (existsSync(list)) {
    const names = readFileSync(list, "utf8").split("\n").filter((name) => name === basename(name) && name.endsWith(".yaml"));
    for (const name of names) rmSync(join(target, name), { force: true });
  } else if (readdirSync(target).length > 0) throw new CliError(`${target} is not empty, and nothing there was rendered before. Fix: name a folder of its own`);
}

function written(target: string, objects: readonly ManifestObject[]): readonly string[] {
  cleared(target);
  const names = objects.map(fileName);
  writeFileSync(join(target, RENDERED), `${names.join("\n")}\n`);
  return objects.map((object, index) => {
    const path = join(target, names[index] ?? "");
    writeFileSync(path, stringify(object));
    return path;
  });
}

/** An object as a manifest has it. */
export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

function isObject({ type, component }: Recorded): boolean {
  return !component && type.startsWith("kubernetes:");
}

function placeholders({ name, inputs: recorded }: Recorded): ManifestObject {
  const inputs = unwrapSecrets(recorded) as Record<string, unknown>;
  const metadata = { name, ...(inputs["metadata"] as object | undefined) };
  const object = { ...inputs, metadata } as unknown as ManifestObject & { data?: object; stringData?: object };
  if (object.kind !== "Secret") return object;
  const hidden = Buffer.from(PLACEHOLDER).toString("base64");
  const { stringData, ...rest } = object;
  return { ...rest, data: Object.fromEntries(Object.keys({ ...object.data, ...stringData }).map((key) => [key, hidden])) } as ManifestObject;
}

function fileName({ kind, metadata }: ManifestObject): string {
  return `${[metadata.namespace, kind, metadata.name].filter((part) => part !== undefined).join("_").toLowerCase()}.yaml`;
}
