import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";
import { lastLine } from "../../src/debian.ts";
import { findExecutable } from "../../src/find-executable.ts";
import { withLock } from "../../src/lock.ts";
import { waitingLine } from "../../src/offer.ts";
import type { PartContext } from "../../src/part.ts";
import { ToolchainError } from "../../src/toolchain-error.ts";
import type { EngineMachine } from "./engine-machine.ts";
import { pingDocker } from "./ping-docker.ts";
import { runningProcess } from "./running-process.ts";

const PATIENCE_MS = 40_000;
const PAUSE_MS = 200;
/** How long another process's engine may need to write its pid file. */
const GRACE_MS = 1_000;
/** What the engine must know of the environment; it outlives this process and should not keep its secrets. */
const ENVIRONMENT = /^(PATH|HOME|LANG|DOCKER_\w+|\w+_PROXY|SSL_CERT_\w+)$/i;
const SYSTEM_PATH = "/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin";

/**
 * Starts an engine that outlives this process, by systemd where that runs, and waits until it answers. One that is
 * starting already is waited for.
 * @param patienceMs milliseconds to wait. @default 40000
 * @throws ToolchainError with the last line of its log when it does not answer, INTERRUPTED when aborted
 */
export async function startDaemon(dockerd: string, machine: EngineMachine, context: PartContext, report: (line: string) => void, patienceMs: number = PATIENCE_MS): Promise<void> {
  mkdirSync(machine.lockFolder, { recursive: true });
  const locking = { onWait: () => report(waitingLine("starting the Docker engine")), signal: context.signal };
  await withLock(machine.lockFolder, locking, async () => {
    if (await isThere(machine)) return;
    report("starting the Docker engine");
    const systemctl = existsSync(machine.systemd) ? findExecutable("systemctl", context.env) : undefined;
    await (systemctl === undefined ? detached(dockerd, machine, context, patienceMs) : asService(systemctl, machine, context, patienceMs));
  });
}

async function detached(dockerd: string, machine: EngineMachine, context: PartContext, patienceMs: number): Promise<void> {
  const isRunning = (): boolean => runningProcess(machine.pidFile, "dockerd") !== undefined;
  runningProcess(machine.containerdPidFile, "containerd");
  if (isRunning()) {
    const why = await unanswered(machine, context, patienceMs);
    if (why !== undefined) throw failure(`a dockerd runs already, and ${why}`);
    return;
  }
  const folder = join(context.home, "docker");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "dockerd.log");
  const log = openSync(path, "w");
  const daemon = spawn(dockerd, [], { detached: true, cwd: "/", stdio: ["ignore", log, log], env: environment(context.env) });
  closeSync(log);
  daemon.unref();
  let ended: { readonly why: string; readonly at: number } | undefined;
  daemon.on("exit", (code) => {
    ended = { why: `dockerd ended with code ${code ?? "none"}`, at: Date.now() };
  });
  daemon.on("error", ({ message }) => {
    ended = { why: message, at: Date.now() };
  });
  // It also ends when somebody else's engine came first, which is as good.
  const why = await unanswered(machine, context, patienceMs, () => (ended !== undefined && Date.now() - ended.at > GRACE_MS && !isRunning() ? ended.why : undefined));
  if (why === undefined) return;
  // One that runs and does not answer would be in the way of the next.
  if (ended === undefined) daemon.kill();
  throw failure(`${lastMessage(path) ?? why} (log: ${path})`);
}

async function asService(systemctl: string, machine: EngineMachine, context: PartContext, patienceMs: number): Promise<void> {
  const hint = "log: journalctl -u docker";
  try {
    await execa(systemctl, ["start", "docker"], { env: context.env, cancelSignal: context.signal, timeout: patienceMs, stdin: "ignore" });
  } catch (error) {
    if (context.signal.aborted) throw interrupted();
    throw failure(`${lastLine(error)} (${hint})`, error);
  }
  const why = await unanswered(machine, context, patienceMs);
  if (why !== undefined) throw failure(`the docker service runs, and ${why} (${hint})`);
}

/** Waits until the engine answers, and tells why it does not. */
async function unanswered(machine: EngineMachine, { signal }: PartContext, patienceMs: number, ending: () => string | undefined = () => undefined): Promise<string | undefined> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (await isThere(machine)) return undefined;
    if (signal.aborted) throw interrupted();
    const why = ending();
    if (why !== undefined) return why;
    await pause(PAUSE_MS);
  }
  return `nothing answers on ${machine.socket} within ${Math.ceil(patienceMs / 1_000)} s`;
}

async function isThere({ socket }: EngineMachine): Promise<boolean> {
  return (await pingDocker(`unix://${socket}`)) === "answers";
}

function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => ENVIRONMENT.test(name)));
  return { ...kept, PATH: `${env["PATH"] ?? ""}:${SYSTEM_PATH}` };
}

function interrupted(): ToolchainError {
  return new ToolchainError("INTERRUPTED", "starting the Docker engine was interrupted");
}

function failure(why: string, cause?: unknown): ToolchainError {
  return new ToolchainError("ENGINE_FAILED", `the Docker engine does not start: ${why}; go on without it by --no-docker`, { cause });
}

function lastMessage(path: string): string | undefined {
  const line = readFileSync(path, "utf8").trim().split("\n").at(-1);
  return line === undefined || line === "" ? undefined : (/msg="?((?:[^"\\]|\\.)*)/.exec(line)?.[1] ?? line);
}
