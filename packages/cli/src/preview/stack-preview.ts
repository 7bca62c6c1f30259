import type { PreviewModel } from "@moorage/preview";
import { withoutMadeUpNames } from "@moorage/preview/engine";
import { complaintOf } from "./engine-complaint.ts";
import { listenToCalls } from "./engine-calls.ts";
import { runEngine } from "./engine-run.ts";
import type { EngineRun } from "./engine-run.ts";
import { stackSecrets, textsToMask } from "./known-secrets.ts";
import type { StackSecrets } from "./known-secrets.ts";
import type { Target } from "./target.ts";

/** How one stack is previewed. */
export interface PreviewOptions {
  /** What is asked of the engine. */
  readonly about: "plan" | "drift";
  /** Further words for the engine. @default none */
  readonly args?: readonly string[];
  /** Whether the engine's log is wanted. @default no */
  readonly verbose?: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Hears how far it is: resources seen, and those that the stack has as far as that is known. */
  readonly onProgress?: (seen: number, known: number | undefined) => void;
}

/** One stack's preview; everything in it is masked. */
export interface StackPreview {
  readonly target: Target;
  readonly model: PreviewModel;
  /** The engine's log. @default none was wanted */
  readonly log?: string;
}

/** A refresh alone tells of drift in a third of the time of a preview that refreshes, runs no program and fails for none. */
const COMMANDS = { plan: ["preview"], drift: ["refresh", "--preview-only"] } as const;
const STREAMING = { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" };
const LOG = ["-v=9", "--logtostderr"];
const SEEN = /"(?:resourcePreEvent|resOutputsEvent)":/g;

/** Previews one stack. A preview that fails is a model too; nothing is shown whose secrets are not known. */
export async function previewStack(target: Target, { about, args = [], verbose = false, env, signal, onProgress = () => undefined }: PreviewOptions): Promise<StackPreview> {
  const { failedPreview, maskFor, readPreview } = await import("@moorage/preview");
  const { project, stack, problems } = target;
  if (problems.length > 0) return { target, model: failedPreview(problems.join("\n"), { project, stack, about }) };
  const calls = listenToCalls();
  const progress = progressOf(onProgress);
  const engine = async (): Promise<EngineRun> => runEngine(target, [...COMMANDS[about], "--json", ...args, ...(verbose ? LOG : [])], { env: { ...env, ...STREAMING, ...calls?.env }, signal, onOutput: progress.hear });
  let said = "";
  let results: readonly [EngineRun, StackSecrets];
  try {
    results = await Promise.all([engine(), stackSecrets(target, { env, signal }, progress.size)]);
  } finally {
    said = (await calls?.end()) ?? "";
  }
  const [run, found] = results;
  const secrets = textsToMask(found, said, env);
  const source = { project, stack, about, secrets };
  const model = run.stdout.trim() === "" ? failedPreview(complaintOf(run.stderr), source) : readPreview(withoutMadeUpNames(run.stdout), source);
  // Where nothing is known to be secret everything might be.
  const hidden = !model.failed && found.problem !== undefined;
  return {
    target,
    model: hidden ? failedPreview(`its secrets cannot be read, so that nothing may be shown: ${complaintOf(found.problem)}`, source) : model,
    ...(verbose ? { log: logOf(run.stderr, calls !== undefined && found.problem === undefined, maskFor(secrets)) } : {}),
  };
}

/** A secret over several lines is masked before the lines are taken apart. */
function logOf(stderr: string, known: boolean, mask: (text: string) => string): string {
  return known ? mask(stderr) : "the engine's log is not shown: its secrets cannot be known here";
}

function progressOf(onProgress: NonNullable<PreviewOptions["onProgress"]>) {
  let seen = 0;
  let known: number | undefined;
  return {
    hear: (piece: string): void => {
      seen += piece.match(SEEN)?.length ?? 0;
      onProgress(seen, known);
    },
    size: (resources: number): void => onProgress(seen, (known = resources)),
  };
}
