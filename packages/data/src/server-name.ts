import { BlockList, isIPv4, isIPv6 } from "node:net";
import { dnsLabelProblem } from "@moorage/core";
import type { Problem } from "@moorage/core";

const HOST_LENGTH = 253;

/** Addresses that mean another server to each machine, or none: no endpoint of a Service can have them. */
const unreachable = new BlockList();
unreachable.addSubnet("0.0.0.0", 32, "ipv4");
unreachable.addSubnet("127.0.0.0", 8, "ipv4");
unreachable.addSubnet("169.254.0.0", 16, "ipv4");
unreachable.addSubnet("224.0.0.0", 4, "ipv4");
unreachable.addSubnet("::", 127, "ipv6");
unreachable.addSubnet("fe80::", 10, "ipv6");
unreachable.addSubnet("ff00::", 8, "ipv6");

/** What keeps `server` from being a managed server's host name or address. */
export function serverProblem(server: string): Omit<Problem, "path"> | undefined {
  const got = JSON.stringify(server);
  const expected = "a host name or an IP address, and nothing else";
  if (isIPv4(server) || isIPv6(server)) {
    if (!unreachable.check(server, isIPv4(server) ? "ipv4" : "ipv6")) return undefined;
    return { problem: "is an address that pods cannot reach a server at", got, expected: "an address of the server in a network" };
  }
  // What came in may be a whole URL, with a password in it.
  if (/[/@?]/.test(server)) return { problem: "is more than a host name", got: "a value, not shown here", expected };
  if (server.includes(":")) return { problem: "has a port", got, expected: "the port in port" };
  if (server.length > HOST_LENGTH) return { problem: `has ${server.length} characters`, expected: `at most ${HOST_LENGTH}` };
  if (/^[\d.]+$/.test(server)) return { problem: "is no IP address", got, expected };
  const wrong = server.split(".").find((label) => dnsLabelProblem(label) !== undefined);
  return wrong === undefined ? undefined : { problem: `has the label ${JSON.stringify(wrong)}`, got, expected: "a host name of a-z, 0-9, - and ." };
}
