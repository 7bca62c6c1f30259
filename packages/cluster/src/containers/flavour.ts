import type { ClusterSpec, Report } from "../adapter.ts";
import type { ClusterFacts } from "../facts.ts";
import type { NodeContainer, NodeLabels } from "./docker.ts";

/** How to make one cluster. */
export interface CreatePlan {
  /** Arguments of the tool. */
  readonly args: readonly string[];
  /** Text for its standard input. */
  readonly input?: string;
  /** Image of its nodes. */
  readonly image: string;
  /** Port of this machine that is to lead to its ingress. */
  readonly ingressPort?: number;
}

/** What a cluster is called, and the only kubeconfig that a tool may touch. */
export interface Place {
  readonly name: string;
  readonly kubeconfig: string;
}

/** What tells apart the tools that make clusters of containers. Arguments are those of the tool of the provider's name. */
export interface Flavour {
  readonly provider: "k3d" | "kind";
  readonly labels: NodeLabels;
  /** Whether containers of this role are nodes. */
  runsPods(role: string): boolean;
  create(place: Place, spec: ClusterSpec, report: Report): Promise<CreatePlan>;
  /** Commands that start a stopped cluster: name of a tool, then its arguments. */
  start(name: string, containers: readonly NodeContainer[]): readonly (readonly string[])[];
  /** Prints a kubeconfig. */
  kubeconfig(name: string): readonly string[];
  importImage(name: string, reference: string): readonly string[];
  remove(place: Place): readonly string[];
  /** What it offers for Ingresses, given the port it was made with or found to have. */
  ingress(port: number | undefined): Pick<ClusterFacts, "ingressClass" | "ingressAddresses" | "ingressPort">;
}
