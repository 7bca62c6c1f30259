import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { Recorder, valueOf } from "@moorage/testing";
import type { Recorded } from "@moorage/testing";
import { exampleWorld } from "./example-world.ts";
import type { World } from "./example-world.ts";

/** The module of an example, once it is loaded. */
interface Loaded {
  readonly example: (world: World) => Promise<Readonly<Record<string, unknown>>>;
}

/**
 * Runs an example under mocks and waits for every Output among its values. It runs in the folder of a user's project,
 * as a program does, so that relative paths lead somewhere.
 * @returns what it registered; the provider that it is given is not among it
 * @throws whatever the example throws
 */
export async function runExample(file: string, folder: string): Promise<readonly Recorded[]> {
  const { example } = (await import(pathToFileURL(file).href)) as Loaded;
  const recorder = await Recorder.start();
  const before = process.cwd();
  process.chdir(folder);
  try {
    const made = await example(exampleWorld());
    const all = await recorder.resources();
    await Promise.all(Object.values(made).flatMap(outputsOf).map(async (output) => valueOf(output)));
    return all.filter(({ type }) => !type.startsWith("pulumi:providers:"));
  } finally {
    process.chdir(before);
  }
}

/** The Outputs that a value is, or that are fields of it. */
function outputsOf(value: unknown): readonly pulumi.Output<unknown>[] {
  if (pulumi.Output.isInstance(value)) return [value];
  if (!pulumi.Resource.isInstance(value)) return [];
  return Object.values(value).filter((field) => pulumi.Output.isInstance(field));
}
