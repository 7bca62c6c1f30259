import { join } from "node:path";
import { ClusterError } from "../cluster-error.ts";
import type { Tools } from "../adapter.ts";

/** The processes of an embedded cluster, and the tool that each of them is. */
export const COMPONENTS = {
  etcd: "etcd",
  "kube-apiserver": "kube-apiserver",
  "kube-controller-manager": "kube-controller-manager",
  "kube-scheduler": "kube-scheduler",
  "kwok-controller": "kwok",
} as const;

/** Name of a process of an embedded cluster. */
export type Component = keyof typeof COMPONENTS;

/** Every component, in the order in which they start. */
export const COMPONENT_NAMES = Object.keys(COMPONENTS) as readonly Component[];

/** Everything an embedded cluster is made and reached with. */
export const REQUIRED_TOOLS = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok", "kwokctl", "kubectl"] as const;

/** Path of a tool. @throws ClusterError `tool-missing` */
export function toolPath(tools: Tools, name: string): string {
  const path = tools[name];
  if (path !== undefined) return path;
  throw new ClusterError("tool-missing", `no ${name} was given. Fix: run \`pnpm start\`, which gets it`);
}

/** Where an embedded cluster keeps its things. */
export interface Places {
  /** Folder of the simulator; clusters are below it. */
  readonly home: string;
  /** Folder of this cluster. */
  readonly workdir: string;
  /** Description that the cluster is made from. */
  readonly config: string;
  /** Written last, so that a cluster without it is known to be half made. */
  readonly marker: string;
  readonly logs: string;
}

/** Where the embedded cluster of this name keeps its things below `home`. */
export function placesOf(home: string, name: string): Places {
  const workdir = join(home, "clusters", name);
  return { home, workdir, config: join(home, "clusters", `${name}.yaml`), marker: join(workdir, "moorage.json"), logs: join(workdir, "logs") };
}
