import { isIPv4, isIPv6 } from "node:net";
import { networkPolicySpec, portProblem } from "@moorage/core";
import type { Labels, Peer, Problem, Problems, ServicePort } from "@moorage/core";
import type { Companions } from "@moorage/pod";

/** Whom pods may talk with. */
export interface TrafficSettings {
  /** Who may open connections to the pods. @default everybody, on the pods' own ports; nobody where they have none */
  readonly from?: readonly Peer[];
  /** Whom the pods may open connections to; name servers they always may. @default everybody */
  readonly to?: readonly Peer[];
  /** Whether there is a network policy at all. @default true */
  readonly networkPolicy?: boolean;
}

const EVERYBODY: readonly Peer[] = Object.freeze([{}]);

/** Spec of the network policy of the selected pods. The ports of sidecars are the pods' own, too. */
export function trafficSpec(selector: Labels, { from, to = EVERYBODY, ports = [], sidecars = {} }: TrafficSettings & Companions & { readonly ports?: readonly ServicePort[] }) {
  const own = [...ports, ...Object.values(sidecars).flatMap((sidecar) => sidecar.ports ?? [])];
  return networkPolicySpec({ selector, ports: own, from: from ?? (own.length === 0 ? [] : EVERYBODY), to });
}

/** Notes every peer that is nobody. */
export function trafficProblems(problems: Problems, settings: TrafficSettings): void {
  for (const side of ["from", "to"] as const) {
    for (const [index, peer] of (settings[side] ?? []).entries()) peerProblems(problems, `${side}[${index}]`, peer);
  }
}

function peerProblems(problems: Problems, path: string, { namespace, selector, cidr, ports = [] }: Peer): void {
  for (const port of ports) problems.check(`${path}.ports`, portProblem(port));
  if (cidr === undefined) return;
  problems.check(`${path}.cidr`, cidrProblem(cidr));
  if (namespace !== undefined || selector !== undefined) problems.add({ path, problem: "has a cidr beside a namespace or selector", expected: "addresses or pods: two peers where both are meant" });
}

function cidrProblem(cidr: string): Omit<Problem, "path"> | undefined {
  const [address = "", bits = "", ...rest] = cidr.split("/");
  const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
  if (rest.length === 0 && /^\d+$/.test(bits) && Number(bits) <= most) return undefined;
  return { problem: "is no range of addresses", got: JSON.stringify(cidr), expected: "an address and a number of bits, such as 10.0.0.0/8" };
}
