import { execa } from "execa";
import { ToolchainError } from "./toolchain-error.ts";

const KEPT_LINES = 40;
const GRACE_MS = 3_000;

/** A program to run. */
export interface Run {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment: nothing is added to it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Hears each line the program says on standard error. */
  readonly onLine: (line: string) => void;
}

/** How a program ended. */
export interface Ended {
  readonly ok: boolean;
  /** Its last lines on standard error. */
  readonly lines: readonly string[];
}

/**
 * Runs a program in a process group of its own, so that aborting ends its children too.
 * @throws ToolchainError INTERRUPTED when the signal is aborted, once the whole group has been told to end
 */
export async function runProcess({ program, args, cwd, env, signal, onLine }: Run): Promise<Ended> {
  const interrupted = (): ToolchainError => new ToolchainError("INTERRUPTED", "interrupted; the next run goes on from here");
  // A call, as the answer changes while the program runs.
  const isAborted = (): boolean => signal.aborted;
  if (isAborted()) throw interrupted();
  const child = execa(program, [...args], { cwd, env: { ...env }, extendEnv: false, stdin: "ignore", stdout: "ignore", reject: false, detached: true, buffer: false });
  const end = (how: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, how);
    } catch {
      // The group has ended by itself.
    }
  };
  const onAbort = (): void => {
    end("SIGTERM");
    setTimeout(() => end("SIGKILL"), GRACE_MS).unref();
  };
  const onExit = (): void => end("SIGKILL");
  signal.addEventListener("abort", onAbort, { once: true });
  process.once("exit", onExit);
  const lines: string[] = [];
  try {
    for await (const line of child.iterable({ from: "stderr" })) {
      if (lines.push(line) > KEPT_LINES) lines.shift();
      onLine(line);
    }
    const { exitCode, failed, shortMessage } = await child;
    if (isAborted()) throw interrupted();
    return { ok: exitCode === 0, lines: failed && lines.length === 0 ? [shortMessage ?? `${program} failed`] : lines };
  } finally {
    signal.removeEventListener("abort", onAbort);
    process.removeListener("exit", onExit);
  }
}
