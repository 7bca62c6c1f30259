import { spawn } from "node:child_process";
import { once } from "node:events";
import { pulumiHome } from "@moorage/toolchain/home";
import { INTERRUPTED } from "../cli-error.ts";
import { engineCommand, pulumiEnvironment } from "../pulumi.ts";
import type { Target } from "./target.ts";

/** How a run of the engine ended, and what it printed. */
export interface EngineRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the engine is run. */
export interface EngineRunOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Interrupts the engine, which then winds down. */
  readonly signal: AbortSignal;
  /** Hears what is printed, piece by piece. */
  readonly onOutput?: (piece: string) => void;
}

/** The engine's program is somebody else's: what may write comments is not for it. */
const WITHHELD = ["GITHUB_TOKEN", "GITLAB_TOKEN"] as const;

/** Variables of the engine: the user's own without those that write comments, and what they leave open. */
export function engineEnvironment({ place, stack }: Target, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !(WITHHELD as readonly string[]).includes(name)));
  return pulumiEnvironment(place, stack, own);
}

/** Runs the engine for one stack with nobody at its standard input, and keeps what it prints in memory. */
export async function runEngine(target: Target, args: readonly string[], { env, signal, onOutput }: EngineRunOptions): Promise<EngineRun> {
  const [file, ...before] = engineCommand(pulumiHome(env));
  const engine = spawn(file, [...before, ...args, "--stack", target.stack, "--non-interactive"], { cwd: target.place.project.folder, env: engineEnvironment(target, env), stdio: ["ignore", "pipe", "pipe"] });
  const interrupt = (): void => {
    // A terminal has sent Ctrl-C to the engine too, and a second one would keep it from ending in good order.
    if (!process.stdin.isTTY) engine.kill("SIGINT");
  };
  signal.addEventListener("abort", interrupt);
  const [stdout, stderr] = [collected(engine.stdout, onOutput), collected(engine.stderr)];
  try {
    const [code] = (await once(engine, "close")) as [number | null];
    signal.throwIfAborted();
    return { exitCode: code ?? INTERRUPTED, stdout: stdout(), stderr: stderr() };
  } finally {
    signal.removeEventListener("abort", interrupt);
  }
}

function collected(stream: NodeJS.ReadableStream, hear: (piece: string) => void = () => undefined): () => string {
  const pieces: string[] = [];
  stream.setEncoding("utf8");
  stream.on("data", (piece: string) => {
    pieces.push(piece);
    hear(piece);
  });
  return () => pieces.join("");
}
