import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join, sep } from "node:path";
import { pause } from "../pause.ts";

/** A live process of an embedded cluster. */
export interface ComponentProcess {
  readonly pid: number;
  readonly component: string;
}

/** Milliseconds that the store gets to end by itself. */
const PATIENCE = 2500;

/**
 * The live processes of the cluster in `workdir`, found by what they run and not by numbers in files: after a restart
 * of the machine such a number can belong to anybody.
 */
export function componentProcesses(workdir: string): readonly ComponentProcess[] {
  const folder = join(workdir, "bin") + sep;
  return commands()
    .filter(({ command }) => command.startsWith(folder))
    .map(({ pid, command }) => ({ pid, component: basename(command) }));
}

/** Those of the components that do not run. */
export function notRunning<Name extends string>(workdir: string, components: readonly Name[]): readonly Name[] {
  const alive = new Set(componentProcesses(workdir).map(({ component }) => component));
  return components.filter((component) => !alive.has(component));
}

/** Components that were started and are no more, by the pid files that their starter left. */
export function deadComponents(workdir: string): readonly string[] {
  const folder = join(workdir, "pids");
  if (!existsSync(folder)) return [];
  return notRunning(workdir, readdirSync(folder).map((file) => basename(file, ".pid")));
}

/**
 * Ends every process of the cluster; the pid files go too. The store gets time to close its files, unless they are to
 * be thrown away; all others keep nothing, and would only wait for each other.
 */
export async function stopComponents(workdir: string, { keepData }: { readonly keepData: boolean }): Promise<void> {
  const end = Date.now() + (keepData ? PATIENCE : 0);
  for (;;) {
    const left = componentProcesses(workdir);
    if (left.length === 0) break;
    for (const { pid, component } of left) signal(pid, component === "etcd" && Date.now() < end ? "SIGTERM" : "SIGKILL");
    await pause(50);
  }
  rmSync(join(workdir, "pids"), { recursive: true, force: true });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself in between.
  }
}

function commands(): readonly { pid: number; command: string }[] {
  if (!existsSync("/proc/self/cmdline")) return listedCommands();
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => ({ pid: Number(entry), command: firstArgument(`/proc/${entry}/cmdline`) }));
}

function firstArgument(path: string): string {
  try {
    return readFileSync(path, "utf8").split("\0")[0] ?? "";
  } catch {
    return "";
  }
}

function listedCommands(): readonly { pid: number; command: string }[] {
  const lines = execFileSync("ps", ["-axo", "pid=,args="], { encoding: "utf8" }).split("\n");
  return lines.map((line) => {
    const [, pid = "0", command = ""] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), command };
  });
}
