import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { Recorder, unwrapSecrets } from "@moorage/testing";
import type { Recorded } from "@moorage/testing";
import { PLACEHOLDER, readStackFile } from "./stack-file.ts";
import { workspace } from "./workspace.ts";

interface StackModule {
  readonly runStack: (options: { readonly rendering: true }) => Promise<unknown>;
}

const PROJECT = "moorage";
const SECRET_KEYS = "PULUMI_CONFIG_SECRET_KEYS";

/**
 * Writes a stack's Kubernetes objects as YAML, one file each, from its program under mocks. No secret is
 * decrypted, and every value of a Secret is a placeholder.
 * @returns the paths of the files
 * @throws CliError when there is no such stack
 */
export async function renderStack(stack: string, folder: string, { root } = workspace()): Promise<readonly string[]> {
  const config = readStackFile(join(root, `Pulumi.${stack}.yaml`));
  const recorder = await Recorder.start({ project: PROJECT, stack });
  pulumi.runtime.setAllConfig({ ...config.values }, [...config.secretKeys]);
  process.env[SECRET_KEYS] = JSON.stringify(config.secretKeys);
  const { runStack } = (await import(pathToFileURL(join(root, "stacks", "index.ts")).href)) as StackModule;
  await runStack({ rendering: true });
  const objects = (await recorder.resources()).filter(isObject).map(placeholders);
  const target = resolve(folder);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  return objects.map((object) => {
    const path = join(target, fileName(object));
    writeFileSync(path, stringify(object));
    return path;
  });
}

interface ManifestObject {
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
