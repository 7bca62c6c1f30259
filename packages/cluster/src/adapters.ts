import type { ClusterAdapter, ClusterContext } from "./adapter.ts";
import { ContainerCluster } from "./containers/container-cluster.ts";
import { k3d } from "./containers/k3d.ts";
import { kind } from "./containers/kind.ts";
import { EmbeddedCluster } from "./embedded/embedded.ts";
import type { Provider } from "./facts.ts";

/** Providers, best first. */
export const PROVIDERS: readonly Provider[] = ["k3d", "kind", "embedded"];

/** The adapter of one provider. */
export function adapterOf(provider: Provider, context: ClusterContext): ClusterAdapter {
  switch (provider) {
    case "k3d":
      return new ContainerCluster(k3d, context);
    case "kind":
      return new ContainerCluster(kind, context);
    case "embedded":
      return new EmbeddedCluster(context);
  }
}

/** One adapter for each provider, best first. */
export function everyAdapter(context: ClusterContext): readonly ClusterAdapter[] {
  return PROVIDERS.map((provider) => adapterOf(provider, context));
}
