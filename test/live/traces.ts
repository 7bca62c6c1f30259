import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import type { ClusterFacts } from "@moorage/cluster";
import { nodeProcesses } from "./node-inside.ts";

const HIERARCHIES = "/sys/fs/cgroup";
/** Where runtimes, kubelets and plug-ins for networks keep things by habit. */
const FOLDERS = ["/run", "/run/netns", "/run/containerd", "/var/lib", "/var/lib/cni", "/var/lib/kubelet", "/var/log", "/var/log/pods", "/etc", "/etc/cni", "/opt"];
/** Only these are made anew for a node; it shares the others with the machine. */
const NAMESPACES = ["mnt", "net", "pid"] as const;

/** What tells a node's things from everything else on this machine. */
export interface NodeMarks {
  readonly name: string;
  /** Its folder. */
  readonly folder: string;
  /** Its wire's end on this machine. */
  readonly wire: string;
  readonly addresses: readonly string[];
  /** Namespaces of its processes, those of its pods included, such as `net:[4026532345]`. */
  readonly namespaces: ReadonlySet<string>;
  readonly folders: Readonly<Record<string, readonly string[]>>;
}

/** Looks at a node that runs, so that what is left of it can be found when it has gone. */
export async function marksOf(cluster: ClusterFacts, foldersBefore: NodeMarks["folders"]): Promise<NodeMarks> {
  const node = new URL(cluster.server).hostname;
  const { stdout } = await execa(cluster.tools["ip"] ?? "ip", ["route", "get", node]);
  const wire = / dev (mg-[0-9a-f]+) /.exec(`${stdout} `)?.[1];
  if (wire === undefined) throw new Error(`no wire leads to the node: ${stdout}`);
  const host = / src (\S+)/.exec(stdout)?.[1];
  const own = new Set(namespacesOf("self"));
  const ofNode = nodeProcesses(cluster).map(({ pid }) => String(pid));
  const ofPods = processes().filter((pid) => read(`/proc/${pid}/cgroup`).includes(`/${cluster.name}/`));
  const namespaces = new Set([...ofNode, ...ofPods].flatMap(namespacesOf).filter((one) => !own.has(one)));
  return { name: cluster.name, folder: join(cluster.home ?? "", "nodes", cluster.name), wire, addresses: host === undefined ? [node] : [node, host], namespaces, folders: foldersBefore };
}

/** What is in the folders that others write to by habit. */
export function foldersNow(): NodeMarks["folders"] {
  return Object.fromEntries(FOLDERS.filter((folder) => existsSync(folder)).map((folder) => [folder, readdirSync(folder)]));
}

/** Everything that is left of a node on this machine; a line for each thing. */
export async function tracesOf({ name, folder, wire, addresses, namespaces, folders }: NodeMarks, iptables: string): Promise<readonly string[]> {
  const mounts = read("/proc/self/mountinfo").split("\n").filter((line) => line.includes(folder) || [...namespaces].some((one) => line.includes(one)));
  const rules = (await Promise.all(["filter", "nat", "mangle", "raw"].map(async (table) => (await execa(iptables, ["--table", table, "--list-rules"], { reject: false })).stdout.split("\n")))).flat();
  const ours = [wire, "KUBE-", "CNI-", "10.244.", "10.96.", ...addresses];
  const ended = (pid: string): boolean => / [ZX] /.test(read(`/proc/${pid}/stat`).replace(/^.*\)/, ""));
  return [
    ...processes().filter((pid) => read(`/proc/${pid}/cmdline`).includes(`${folder}/`) || read(`/proc/${pid}/cgroup`).includes(`/${name}/`)).map((pid) => `process ${pid}${ended(pid) ? ", which has ended and nobody asked how" : ""}: ${read(`/proc/${pid}/cmdline`).replaceAll("\0", " ")}`),
    ...processes().filter((pid) => namespacesOf(pid).some((one) => namespaces.has(one))).map((pid) => `process ${pid} is in a namespace of the node: ${read(`/proc/${pid}/comm`).trim()}`),
    ...mounts.map((line) => `mount ${line}`),
    ...(existsSync(`/sys/class/net/${wire}`) ? [`interface ${wire}`] : []),
    ...rules.filter((rule) => ours.some((text) => rule.includes(text))).map((rule) => `rule of iptables ${rule}`),
    ...readdirSync(HIERARCHIES).flatMap((hierarchy) => [join(HIERARCHIES, hierarchy, name), join(HIERARCHIES, name)]).filter((path) => existsSync(path)).map((path) => `control group ${path}`),
    ...(existsSync(folder) ? [`folder ${folder}`] : []),
    ...Object.entries(foldersNow()).flatMap(([where, names]) => names.filter((one) => !(folders[where] ?? []).includes(one)).map((one) => `folder ${join(where, one)}`)),
  ];
}

/** Bytes that the kernel itself keeps: for what is there, and for what has gone and was not let go of. */
export function kernelMemory(): number {
  return ["SUnreclaim", "Percpu", "KernelStack"].map(meminfo).reduce((sum, bytes) => sum + bytes, 0);
}

/** Bytes of the machine's memory that nothing else could have at once, without what processes have for themselves: each of those is looked for by itself. */
export function usedMemory(): number {
  const [total, available, own] = ["MemTotal", "MemAvailable", "AnonPages"].map(meminfo);
  return (total ?? 0) - (available ?? 0) - (own ?? 0);
}

/** Bytes, by the kernel's own name for them. */
function meminfo(field: string): number {
  return 1024 * Number(new RegExp(`^${field}: +(\\d+) kB$`, "m").exec(read("/proc/meminfo"))?.[1] ?? NaN);
}

function processes(): readonly string[] {
  return readdirSync("/proc").filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid);
}

function namespacesOf(pid: string): readonly string[] {
  return NAMESPACES.flatMap((kind) => {
    try {
      return [readlinkSync(`/proc/${pid}/ns/${kind}`)];
    } catch {
      // It has ended in between.
      return [];
    }
  });
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
