import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ClusterError } from "./cluster-error.ts";

/** Shape of {@link ClusterFacts}, for programs that check what they read. */
export const clusterFactsSchema = z.object({
  /** What made the cluster. */
  provider: z.enum(["k3d", "kind", "embedded"]),
  /** Unique on this machine. */
  name: z.string(),
  /** Context of the kubeconfig that leads to it. */
  context: z.string(),
  /** Path of its own kubeconfig. */
  kubeconfig: z.string(),
  /** Address of its API server. */
  server: z.url(),
  /** Whether pods really run. */
  nodes: z.enum(["real", "simulated"]),
  /** Such as `v1.36.3`. */
  kubernetesVersion: z.string(),
  /** Class to put on an Ingress. */
  ingressClass: z.string(),
  /** Whether something gives an Ingress its address; if not, waiting for one is in vain. */
  ingressAddresses: z.boolean(),
  /** Port of this machine that leads to the ingress controller, where there is one. */
  ingressPort: z.int().min(1).max(65535),
  /** Executables that reach the cluster, by name. */
  tools: z.record(z.string(), z.string()),
  /** Address of the Docker engine, where it is not the usual one. */
  dockerHost: z.string().optional(),
  /** Folder of everything that is kept for all clones, where images are brought to a node that has its data there. */
  home: z.string().optional(),
  createdAt: z.iso.datetime(),
});

/** Everything other programs need to know of the clone's cluster. */
export type ClusterFacts = z.infer<typeof clusterFactsSchema>;

/** What makes and runs a cluster. */
export type Provider = ClusterFacts["provider"];

/** Whether pods really run on a cluster's nodes. */
export type NodeKind = ClusterFacts["nodes"];

const FILE = "cluster.json";

/**
 * Facts about the cluster of the clone; `undefined` when it has none.
 * @throws ClusterError `facts-unreadable` naming the file when it is there and is not what was written
 */
export function readClusterFacts(stateDir: string): ClusterFacts | undefined {
  const path = join(stateDir, FILE);
  try {
    return clusterFactsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new ClusterError("facts-unreadable", `${path} does not describe a cluster. Fix: run \`pnpm moorage cluster up\`, which writes it anew`, { cause: error });
  }
}

/** Replaces the facts whole, so that nobody reads half of them. */
export function writeClusterFacts(stateDir: string, facts: ClusterFacts): void {
  writePrivately(join(stateDir, FILE), `${JSON.stringify(facts, undefined, 2)}\n`);
}

/** Forgets the cluster; nothing to forget is fine. */
export function removeClusterFacts(stateDir: string): void {
  rmSync(join(stateDir, FILE), { force: true });
}

/** Writes a file that only its owner can read, at once or not at all. */
export function writePrivately(path: string, text: string): void {
  mkdirSync(join(path, ".."), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  // The mode above holds only for a file that was not there.
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}
