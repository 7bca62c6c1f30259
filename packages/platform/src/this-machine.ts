import { isIPv4 } from "node:net";
import { networkInterfaces } from "node:os";
import type { NetworkInterfaceInfo } from "node:os";

/** Names and addresses that never leave a machine, Docker Desktop's own names for it among them. */
const LOOPBACK = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]|0\.0\.0\.0|\[::\]|(?:host|kubernetes)\.docker\.internal)$/;

/** What tools call the contexts of clusters that they make on the machine they run on. */
const LOCAL_CONTEXT = /^(?:(?:k3d|kind)-.+|minikube|docker-desktop|rancher-desktop|colima(?:-.+)?|orbstack)$/;

/** A wire of a real node of the embedded cluster: its name on this machine, and the mask of a network of two. */
const WIRE = /^mg-[0-9a-f]{10}$/;
const TWO = "255.255.255.252";

/** Network interfaces of a machine. */
export type Interfaces = Readonly<Record<string, readonly Pick<NetworkInterfaceInfo, "address" | "netmask" | "family">[] | undefined>>;

/** Whether an address leads to this machine: to itself, or over a wire to a node that is made of its own processes. */
export function isHere({ hostname }: URL, interfaces: () => Interfaces = networkInterfaces): boolean {
  return LOOPBACK.test(hostname) || (isIPv4(hostname) && Object.entries(interfaces()).some(([name, addresses = []]) => WIRE.test(name) && addresses.some((end) => end.netmask === TWO && networkOf(end.address) === networkOf(hostname))));
}

/** The network of four addresses that one is in. */
function networkOf(address: string): string {
  const [last = 0, ...before] = address.split(".").map(Number).reverse();
  return [Math.floor(last / 4), ...before].join(".");
}

/** Whether a context has the name of a cluster on some developer's machine. */
export function isLocalContext(name: string): boolean {
  return LOCAL_CONTEXT.test(name);
}
