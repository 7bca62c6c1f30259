import { writeFileSync } from "node:fs";
import type { ExitCode } from "@moorage/preview";
import { CliError } from "../cli-error.ts";
import { destinationOf, sendComment } from "../preview/comment-destination.ts";
import type { Destination, Place } from "../preview/comment-destination.ts";
import { rendered } from "../preview/formats.ts";
import type { Format, Screen } from "../preview/formats.ts";
import { planHashes } from "../preview/plan-hash.ts";
import type { ProgressOutput } from "../preview/preview-progress.ts";
import { commitOf } from "../preview/reviewed-commit.ts";
import { runPreviews, titleOf } from "../preview/run-previews.ts";
import { targetsOf } from "../preview/target.ts";
import type { Target } from "../preview/target.ts";

/** Where a command prints, and what it may use. */
export interface CommandContext {
  readonly root: string;
  /** Folder that paths are named from. */
  readonly from: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly screen: Screen;
  /** What is asked for goes here, whole. */
  readonly print: (text: string) => void;
  /** All else goes here. */
  readonly progress: ProgressOutput;
}

/** What `moorage preview` was told. */
export interface PreviewFlags {
  readonly project?: readonly string[];
  readonly format?: Format;
  readonly comment?: Destination;
  readonly commentFile: string;
  readonly out?: string;
  readonly refresh?: true;
  readonly verbose?: true;
}

/** Name of what the jobs of `docs/how-to/preview-in-pull-requests.md` keep the whole in. */
const ARTIFACT = "preview";

/** `moorage preview`: what an update would change in some stacks. Gives the exit code. */
export async function preview(stacks: readonly string[], flags: PreviewFlags, context: CommandContext): Promise<ExitCode> {
  const { root, env, signal, screen, progress } = context;
  const { targets, place } = await prepared(stacks, flags, context);
  const previews = await runPreviews(targets, { about: "plan", args: flags.refresh === true ? ["--refresh"] : [], verbose: flags.verbose ?? false, env, signal }, progress);
  const models = previews.map(({ model }) => model);
  const [hash, sha] = await Promise.all([planHashes(previews), commitOf(root, env)]);
  const options = { title: titleOf(targets), labels: targets.map(({ label }) => label), ...(hash === undefined ? {} : { diffHash: hash }), ...(sha === undefined ? {} : { sha }), ...artifactOf(flags, env) };
  const text = await rendered(flags.format ?? "terminal", models, options, flags.out === undefined ? screen : { colour: false });
  if (flags.out === undefined) context.print(text);
  else written(flags.out, text);
  if (place !== undefined) progress.write(`${await sendComment(previews, options, place, { onWait: (line) => progress.write(`${line}\n`), signal })}\n`);
  const { exitCode } = await import("@moorage/preview");
  return exitCode(models);
}

/** Everything that is wrong with what was asked, at once and before anything runs. */
async function prepared(stacks: readonly string[], { project = [], comment, commentFile }: PreviewFlags, { root, from, env }: CommandContext): Promise<{ readonly targets: readonly Target[]; readonly place?: Place }> {
  const problems: string[] = [];
  const note = (error: unknown): void => void problems.push(error instanceof Error ? error.message : String(error));
  const place = comment === undefined ? undefined : await destinationOf(comment, commentFile, env).catch((error: unknown) => {
    note(error);
    return undefined;
  });
  const targets = attempted(() => targetsOf(root, stacks, project, from), note) ?? [];
  if (problems.length > 0) throw new CliError(problems.join("\n"));
  return { targets, ...(place === undefined ? {} : { place }) };
}

function attempted<T>(attempt: () => T, note: (error: unknown) => void): T | undefined {
  try {
    return attempt();
  } catch (error) {
    note(error);
    return undefined;
  }
}

function artifactOf({ out }: PreviewFlags, env: NodeJS.ProcessEnv): { readonly artifact?: string } {
  if (env["GITHUB_ACTIONS"] === "true" || env["GITLAB_CI"] === "true") return { artifact: ARTIFACT };
  return out === undefined ? {} : { artifact: out };
}

/** @throws CliError when it cannot be written */
function written(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CliError(`${path} cannot be written: ${error instanceof Error && "code" in error ? String(error.code) : String(error)}`);
  }
}
