import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ClusterFacts } from "@moorage/cluster";

/** What stands in a kubeconfig and may not be shown. */
export const CANARY = "canary-of-a-client-key";

/** A kubeconfig whose one context leads to a server, with a user who has a key. */
export function kubeconfigOf(server: string, context = "mine") {
  return {
    apiVersion: "v1",
    kind: "Config",
    "current-context": context,
    contexts: [{ name: context, context: { cluster: "c", user: "u" } }],
    clusters: [{ name: "c", cluster: { server } }],
    users: [{ name: "u", user: { "client-key-data": CANARY } }],
  };
}

/** Writes such a kubeconfig. */
export function writeKubeconfig(path: string, server: string, context?: string): void {
  writeFileSync(path, JSON.stringify(kubeconfigOf(server, context)));
}

/** What describes a clone's own cluster on this machine. */
export function clusterFacts(stateDir: string): ClusterFacts {
  return { provider: "k3d", name: "moorage-1", context: "mine", kubeconfig: join(stateDir, "kubeconfig"), server: "https://127.0.0.1:6443", nodes: "real", kubernetesVersion: "v1.36.3", ingressClass: "traefik", ingressAddresses: true, ingressPort: 80, tools: {}, createdAt: "2026-01-02T03:04:05.000Z" };
}
