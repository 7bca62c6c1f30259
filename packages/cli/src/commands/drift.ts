import type { ExitCode } from "@moorage/preview";
import { rendered } from "../preview/formats.ts";
import type { Format } from "../preview/formats.ts";
import { runPreviews, titleOf } from "../preview/run-previews.ts";
import { targetsOf } from "../preview/target.ts";
import type { CommandContext } from "./preview.ts";

/** What `moorage drift` was told. */
export interface DriftFlags {
  readonly project?: readonly string[];
  readonly format?: Format;
}

/** `moorage drift`: how far live objects are from what was last brought up; changes nothing. Gives the exit code. */
export async function drift(stacks: readonly string[], { project = [], format = "terminal" }: DriftFlags, { root, from, env, signal, screen, print, progress }: CommandContext): Promise<ExitCode> {
  const targets = targetsOf(root, stacks, project, from);
  const previews = await runPreviews(targets, { about: "drift", env, signal }, progress);
  const { driftOf, exitCode } = await import("@moorage/preview");
  const models = previews.map(({ model }) => driftOf(model));
  print(await rendered(format, models, { title: titleOf(targets), labels: targets.map(({ label }) => label) }, screen));
  return exitCode(models);
}
