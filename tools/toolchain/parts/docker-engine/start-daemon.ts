import { spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, closeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { PartContext } from "../../src/part.ts";
import { ToolchainError } from "../../src/toolchain-error.ts";
import { answers } from "./answers.ts";

const PATIENCE_MS = 40_000;
const PAUSE_MS = 300;

/**
 * Starts an engine that outlives this process, and waits until it answers.
 * @throws ToolchainError with the last line of its log when it does not
 */
export async function startDaemon(dockerd: string, docker: string, context: PartContext, report: (line: string) => void): Promise<void> {
  const folder = join(context.home, "docker");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "dockerd.log");
  const log = openSync(path, "w");
  report("starting the Docker engine");
  const daemon = spawn(dockerd, [], { detached: true, stdio: ["ignore", log, log], env: context.env });
  closeSync(log);
  daemon.unref();
  let ended = undefined as string | undefined;
  daemon.on("exit", () => {
    ended = "it ended at once";
  });
  daemon.on("error", (error) => {
    ended = error.message;
  });
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    if (context.signal.aborted) throw new ToolchainError("INTERRUPTED", "starting the Docker engine was interrupted");
    // Another run may have started one: whoever answers will do.
    if (await answers(docker, context)) return;
    if (ended !== undefined) await pause(PAUSE_MS);
    if (ended !== undefined && !(await answers(docker, context))) break;
    await pause(PAUSE_MS);
  }
  throw new ToolchainError("ENGINE_FAILED", `the Docker engine does not start: ${lastMessage(path) ?? ended ?? "no answer"} (log: ${path}); go on without it by --no-docker`);
}

function lastMessage(path: string): string | undefined {
  const line = readFileSync(path, "utf8").trim().split("\n").at(-1);
  return line === "" ? undefined : (/msg="?((?:[^"\\]|\\.)*)/.exec(line ?? "")?.[1] ?? line);
}
