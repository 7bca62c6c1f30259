import { basename } from "node:path";
import { ClusterError } from "./cluster-error.ts";

/** How to run an executable. */
export interface RunOptions {
  /** The whole environment; nothing is added to it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** Text for its standard input. */
  readonly input?: string;
  /** Milliseconds until it is stopped. @default no limit */
  readonly timeout?: number;
  /** What it does, for messages. @default the executable's name and its first arguments */
  readonly what?: string;
}

const LONGEST_REASON = 300;

/**
 * Runs an executable to its end.
 * @returns what it wrote to its standard output
 * @throws ClusterError `aborted`, `tool-missing`, or `command-failed` with the last thing it said
 */
export async function run(executable: string, args: readonly string[], { env, signal, input, timeout, what }: RunOptions): Promise<string> {
  if (signal?.aborted === true) throw interrupted(what ?? basename(executable));
  // Loaded here: a program that is refused its input runs nothing, and would wait for it.
  const { execa } = await import("execa");
  const result = await execa(executable, args, {
    env,
    extendEnv: false,
    reject: false,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
    ...(input === undefined ? { stdin: "ignore" as const } : { input }),
    ...(timeout === undefined ? {} : { timeout }),
  });
  if (!result.failed) return result.stdout;
  const command = what ?? [basename(executable), ...args.slice(0, 3)].join(" ");
  if (result.isCanceled) throw interrupted(command);
  if (result.code === "ENOENT") throw new ClusterError("tool-missing", `${executable} is not there. Fix: run \`pnpm start\`, which gets the tools again`);
  const why = result.timedOut ? `no answer in ${(timeout ?? 0) / 1000} s` : lastLine(result.stderr) ?? lastLine(result.stdout) ?? ended(result);
  throw new ClusterError("command-failed", `${command} failed: ${why}`, { cause: result.stderr });
}

function interrupted(command: string): ClusterError {
  return new ClusterError("aborted", `${command} was interrupted. Fix: run \`pnpm moorage cluster up\` again, which goes on from there`);
}

/** How a program ended that said nothing. */
function ended({ exitCode, signal, code }: { readonly exitCode?: number | undefined; readonly signal?: string | undefined; readonly code?: string | undefined }): string {
  if (exitCode !== undefined) return `exit code ${exitCode}`;
  return signal === undefined ? `it cannot be run (${code ?? "for an unknown reason"})` : `ended by ${signal}`;
}

/** The last line that says something, cut to what fits a message. */
export function lastLine(text: string): string | undefined {
  const line = text.split("\n").findLast((candidate) => candidate.trim() !== "")?.trim();
  return line === undefined || line.length <= LONGEST_REASON ? line : `${line.slice(0, LONGEST_REASON)}…`;
}
