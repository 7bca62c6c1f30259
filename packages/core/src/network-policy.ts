import type * as pulumi from "@pulumi/pulumi";
import type { Peer, ServicePort } from "./contracts.ts";
import type { Labels } from "./labels.ts";

/** The pods that a policy is about, and whom they may talk with. */
export interface Traffic {
  /** Labels of the pods. */
  readonly selector: Labels;
  /** Ports that they listen on. */
  readonly ports: readonly ServicePort[];
  /** Who may open connections to the pods. */
  readonly from: readonly Peer[];
  /** Whom the pods may open connections to, name servers aside, which are always allowed. */
  readonly to: readonly Peer[];
}

const DNS_PORT = 53;
const NAMESPACE_LABEL = "kubernetes.io/metadata.name";
const ANYWHERE = "0.0.0.0/0";

type Port = { protocol: string; port: pulumi.Input<number> };

/** Every name server of the cluster, wherever it runs. */
const nameServers = {
  to: [{ namespaceSelector: {} }],
  ports: [{ protocol: "UDP", port: DNS_PORT }, { protocol: "TCP", port: DNS_PORT }],
};

/**
 * Spec of a NetworkPolicy that lets exactly this traffic through.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkPolicySpec({ selector, ports, from, to }: Traffic) {
  const own = ports.map(({ port }) => port);
  return {
    podSelector: { matchLabels: { ...selector } },
    policyTypes: ["Ingress", "Egress"],
    ingress: from.map((peer) => ({ ...(everybody(peer) ? {} : { from: [target(peer)] }), ...onPorts(peer.ports ?? own) })),
    egress: [nameServers, ...to.map((peer) => ({ ...(everybody(peer) ? {} : { to: [target(peer)] }), ...onPorts(peer.ports ?? []) }))],
  };
}

/** Every address, for pods that call services of the internet. */
export const internet: Peer = Object.freeze({ cidr: ANYWHERE });

function everybody({ namespace, selector, cidr }: Peer): boolean {
  return namespace === undefined && selector === undefined && cidr === undefined;
}

function target({ namespace, selector, cidr }: Peer) {
  if (cidr !== undefined) return { ipBlock: { cidr } };
  return {
    ...(namespace === undefined ? {} : { namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: namespace } } }),
    ...(selector === undefined ? {} : { podSelector: { matchLabels: { ...selector } } }),
  };
}

function onPorts(ports: readonly number[]): { ports?: Port[] } {
  return ports.length === 0 ? {} : { ports: ports.map((port) => ({ protocol: "TCP", port })) };
}
