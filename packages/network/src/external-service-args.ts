import { BlockList, isIP, isIPv4 } from "node:net";
import type * as k8s from "@pulumi/kubernetes";
import { Problems, hostProblem, portNameProblem, portProblem } from "@moorage/core";
import type { NamespaceReference, Problem } from "@moorage/core";
import { serviceNameProblem } from "./names.ts";

/** What is known of a server outside the cluster. */
export interface ExternalServiceSettings {
  /** Host name or address of the server. */
  readonly server: string;
  /** TCP port, 1 to 65535, at the server and in the cluster alike. */
  readonly port: number;
  /** Name of the port. @default tcp */
  readonly portName?: string;
  /** Name by which pods reach it. @default the component's name */
  readonly serviceName?: string;
}

/** The last word on each child of an external service. */
export interface ExternalServiceTransforms {
  /** Changes the Service. @default nothing */
  readonly service?: (args: k8s.core.v1.ServiceArgs) => k8s.core.v1.ServiceArgs;
  /** Changes the EndpointSlice of a server that has only an address. @default nothing */
  readonly endpointSlice?: (args: k8s.discovery.v1.EndpointSliceArgs) => k8s.discovery.v1.EndpointSliceArgs;
}

/** What a name in the cluster for a server outside needs. */
export interface ExternalServiceArgs extends ExternalServiceSettings {
  /** Namespace that the name is in. */
  readonly namespace: NamespaceReference;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
  /** Changes its children before they are registered. @default none */
  readonly transform?: ExternalServiceTransforms;
}

/**
 * Everything that is wrong with a name for a server outside.
 * @example
 * ```ts
 * import { externalServiceProblems } from "@moorage/network";
 *
 * const problems = externalServiceProblems("search", { server: "https://search.example.com", port: 9200 });
 * ```
 */
export function externalServiceProblems(name: string, { server, port, portName = "tcp", serviceName = name }: ExternalServiceSettings): readonly Problem[] {
  const problems = new Problems(`ExternalService ${name}`);
  problems.check("serviceName", serviceNameProblem(serviceName));
  problems.check("server", isIP(server) === 0 ? nameProblem(server) : addressProblem(server));
  problems.check("port", portProblem(port));
  problems.check("portName", portNameProblem(portName));
  return problems.found;
}

function nameProblem(server: string): Omit<Problem, "path"> | undefined {
  if (server.startsWith("*")) return { problem: "has a star", got: JSON.stringify(server), expected: "the name of one server" };
  return hostProblem(server);
}

/**
 * Addresses that mean another machine to everyone who uses them; the API takes them for no endpoint.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
 */
const everyonesOwn = new BlockList();
everyonesOwn.addSubnet("127.0.0.0", 8);
everyonesOwn.addSubnet("169.254.0.0", 16);
everyonesOwn.addSubnet("224.0.0.0", 24);
everyonesOwn.addAddress("0.0.0.0");
everyonesOwn.addAddress("::", "ipv6");
everyonesOwn.addAddress("::1", "ipv6");
everyonesOwn.addSubnet("fe80::", 10, "ipv6");
everyonesOwn.addSubnet("ff02::", 16, "ipv6");

function addressProblem(server: string): Omit<Problem, "path"> | undefined {
  if (!everyonesOwn.check(server, isIPv4(server) ? "ipv4" : "ipv6")) return undefined;
  return { problem: "is an address that means another machine to everyone", got: JSON.stringify(server), expected: "an address that every node reaches" };
}
