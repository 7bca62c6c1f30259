import type { ClusterAdapter, ClusterContext } from "./adapter.ts";
import { ContainerCluster } from "./containers/container-cluster.ts";
import { k3d } from "./containers/k3d.ts";
import { kind } from "./containers/kind.ts";
import { EmbeddedCluster } from "./embedded/embedded.ts";
import type { NodeKind, Provider } from "./facts.ts";
import { RealNode } from "./real-node/real-node.ts";

/** Providers, best first. */
export const PROVIDERS: readonly Provider[] = ["k3d", "kind", "embedded"];

/** The adapter of one provider. Only the embedded cluster comes with either kind of nodes. */
export function adapterOf(provider: Provider, context: ClusterContext, nodes: NodeKind): ClusterAdapter {
  switch (provider) {
    case "k3d":
      return new ContainerCluster(k3d, context);
    case "kind":
      return new ContainerCluster(kind, context);
    case "embedded":
      return nodes === "real" ? new RealNode(context) : new EmbeddedCluster(context);
  }
}

/** One adapter for each provider and kind of nodes that it can have, best first: real nodes show what simulated ones only promise. */
export function everyAdapter(context: ClusterContext): readonly ClusterAdapter[] {
  return [...PROVIDERS.map((provider) => adapterOf(provider, context, "real")), adapterOf("embedded", context, "simulated")];
}
