import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { execa } from "execa";
import type { ClusterFacts } from "@moorage/cluster";

/** A process of a real node, as this machine counts. */
export interface NodeProcess {
  readonly pid: number;
  readonly program: string;
}

/** Processes that run from the node's own folder: its components and what they call. */
export function nodeProcesses({ home, name }: ClusterFacts): readonly NodeProcess[] {
  const bin = join(home ?? "", "nodes", name, "bin");
  return readdirSync("/proc").filter((entry) => /^\d+$/.test(entry)).map((entry) => ({ pid: Number(entry), path: textOf(`/proc/${entry}/cmdline`).split("\0")[0] ?? "" })).filter(({ path }) => path.startsWith(`${bin}/`)).map(({ pid, path }) => ({ pid, program: basename(path) }));
}

/** Runs a program within the node, and gives what it says. */
export async function inNode(cluster: ClusterFacts, program: string, args: readonly string[]): Promise<string> {
  const first = nodeProcesses(cluster).find((one) => one.program === "pause");
  if (first === undefined) throw new Error(`cluster ${cluster.name} does not run`);
  const { stdout } = await execa(cluster.tools["nsenter"] ?? "nsenter", ["--target", String(first.pid), "--mount", "--net", "--pid", "--", program, ...args], { stdin: "ignore" });
  return stdout;
}

/** Asks the node's container runtime, in the part of it that the kubelet sees. */
export async function ctr(cluster: ClusterFacts, ...args: readonly string[]): Promise<string> {
  return inNode(cluster, cluster.tools["ctr"] ?? "ctr", ["--address", "/run/containerd/containerd.sock", "--namespace", "k8s.io", ...args]);
}

/** Processes of this machine that run in containers of a pod, by the pod's control groups. */
export function podProcesses(podUid: string): readonly number[] {
  return readdirSync("/proc").filter((entry) => /^\d+$/.test(entry) && textOf(`/proc/${entry}/cgroup`).includes(podUid)).map(Number);
}

/** Nothing of a process that has ended in between. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
