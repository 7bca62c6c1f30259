import type { ClusterFacts, NodeKind, Provider } from "./facts.ts";

/** Takes short lines of what happens now. */
export type Report = (line: string) => void;

/** Absolute paths of executables by name, such as `kubectl`. */
export type Tools = Readonly<Record<string, string>>;

/** Everything an adapter knows of the clone, the machine and the request. */
export interface ClusterContext {
  /** Name of the cluster, the same for every provider. */
  readonly name: string;
  /** The clone's state folder: real path, there already. */
  readonly stateDir: string;
  /** Folder of everything that is kept for all clones; the embedded cluster's data is below it. */
  readonly home: string;
  readonly tools: Tools;
  /** Environment that tools are run with. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

/** What a cluster is asked to be. */
export interface ClusterSpec {
  /** Number of nodes. @default 2 simulated ones, 1 real one */
  readonly nodes?: number | undefined;
  /** Port of this machine that leads to the cluster's ingress. @default 8080, or a free one if that is taken */
  readonly ingressPort?: number | undefined;
  /** Whether a cluster that does not come up again may be made anew: only where nobody relies on what is in it. */
  readonly expendable: boolean;
}

/** How a cluster is now. Plain data, fit for JSON. */
export interface ClusterStatus {
  /** Whether there is anything of it, running or not. */
  readonly exists: boolean;
  /** Whether it answers and every node is ready. */
  readonly running: boolean;
  readonly provider?: Provider;
  readonly name?: string;
  readonly context?: string;
  /** Path of its kubeconfig. */
  readonly kubeconfig?: string;
  readonly server?: string;
  readonly nodes?: { readonly ready: number; readonly total: number; readonly kind: NodeKind };
  /** Version of Kubernetes, such as `v1.36.3`. */
  readonly version?: string;
  /** Why it is not running. */
  readonly why?: string;
}

/** Whether a provider can be used on this machine. */
export type Availability = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** One way to have a cluster on this machine. */
export interface ClusterAdapter {
  readonly provider: Provider;
  /** Whether pods really run. */
  readonly nodes: NodeKind;
  availability(): Promise<Availability>;
  /**
   * Makes the cluster, or starts it again with what was in it, and waits until every node is ready.
   * @throws ClusterError
   */
  up(spec: ClusterSpec, report: Report): Promise<ClusterFacts>;
  /** Looks and changes nothing. */
  status(): Promise<ClusterStatus>;
  /** Removes the cluster with everything in it; nothing to remove is fine. @throws ClusterError */
  down(report: Report): Promise<void>;
  /**
   * Brings an image to every node. Proves nothing: that is {@link ClusterAdapter.hasImage}.
   * @param as A further name that it has there, for an image that stands in for another. @default none
   * @throws ClusterError
   */
  loadImage(reference: string, report: Report, as?: string): Promise<void>;
  /** The nodes that lack the image, as a kubelet would see it. @throws ClusterError */
  nodesWithout(reference: string): Promise<readonly string[]>;
  /** Whether every node has the image. @throws ClusterError */
  hasImage(reference: string): Promise<boolean>;
}
