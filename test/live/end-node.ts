import { setTimeout as pause } from "node:timers/promises";
import type { ClusterFacts } from "@moorage/cluster";
import { nodeProcesses } from "./node-inside.ts";

const PATIENCE_MS = 20_000;

/** Ends a node as a power cut does: the first process of its namespaces, with which all others in them end. Gives what ended. */
export async function endNode(cluster: ClusterFacts): Promise<readonly string[]> {
  const ended = nodeProcesses(cluster);
  const first = ended.find(({ program }) => program === "pause");
  if (first === undefined) throw new Error(`cluster ${cluster.name} has no namespaces of its own`);
  process.kill(first.pid, "SIGKILL");
  for (const end = Date.now() + PATIENCE_MS; nodeProcesses(cluster).length > 0; ) {
    await pause(100);
    if (Date.now() > end) throw new Error(`of cluster ${cluster.name} there is still ${nodeProcesses(cluster).map(({ program }) => program).join(", ")}`);
  }
  return ended.map(({ program }) => program);
}
