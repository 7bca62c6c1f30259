import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { execFileSync } from "node:child_process";
import { componentProcesses } from "../../src/embedded/processes.ts";
import { controlGroups } from "../../src/real-node/control-groups.ts";
import { linkName } from "../../src/real-node/link.ts";

/**
 * What a real node has left on this machine, a line for each thing: processes, mounts, interfaces, rules, control groups, its folder.
 * @param marks Texts that only processes of its pods have among their arguments.
 */
export function tracesOf(workdir: string, iptables: string, marks: readonly string[] = []): readonly string[] {
  const name = basename(workdir);
  const link = linkName(name);
  return [
    ...componentProcesses(workdir).map(({ component, pid }) => `process ${component} ${pid}`),
    ...processesWith([...marks, workdir]).map((pid) => `process ${pid}`),
    ...lines(readFileSync("/proc/mounts", "utf8"), [name]).map((line) => `mount ${line}`),
    ...(existsSync(`/sys/class/net/${link}`) ? [`interface ${link}`] : []),
    ...["filter", "nat"].flatMap((table) => lines(execFileSync(iptables, ["--wait", "--table", table, "--list-rules"], { encoding: "utf8" }), [link, name]).map((line) => `rule ${line}`)),
    ...controlGroups(name).map((folder) => `control group ${folder}`),
    ...(existsSync(workdir) ? [`folder ${workdir}`] : []),
  ];
}

/** Ids of all processes that have one of the texts among their arguments, save for this one. */
export function processesWith(texts: readonly string[]): readonly number[] {
  const ids = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry)).map(Number);
  return ids.filter((pid) => pid !== process.pid && texts.some((text) => commandOf(pid).includes(text)));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(join("/proc", String(pid), "cmdline"), "utf8");
  } catch {
    return "";
  }
}

function lines(text: string, words: readonly string[]): readonly string[] {
  return text.split("\n").filter((line) => words.some((word) => line.includes(word)));
}
