import { isIPv4, isIPv6 } from "node:net";
import type * as pulumi from "@pulumi/pulumi";
import type { Labels } from "./labels.ts";

/** A server outside the cluster that gets a name inside. */
export interface ExternalServer {
  /** Name of the Service: with the namespace, the name by which pods reach the server. */
  readonly serviceName: string;
  /** Namespace of that Service. */
  readonly namespace: pulumi.Input<string>;
  /** Host name or address of the server. */
  readonly server: string;
  /** Name of the port, as a Service names ports. */
  readonly portName: string;
  /** TCP port, at the server and in the cluster alike. */
  readonly port: number;
  /** Labels of what is made. */
  readonly labels: Labels;
}

/**
 * What makes a server outside reachable by a name inside: an ExternalName Service for a host name; for an address,
 * which ExternalName cannot lead to, a Service without a selector and the EndpointSlice it would not get otherwise.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
 */
export function externalService({ serviceName, namespace, server, portName, port, labels }: ExternalServer) {
  const skipAwait = { "pulumi.com/skipAwait": "true" };
  const metadata = { name: serviceName, namespace, labels: { ...labels }, annotations: skipAwait };
  const ports = [{ name: portName, port, protocol: "TCP" }];
  if (!isIPv4(server) && !isIPv6(server)) return { service: { metadata, spec: { type: "ExternalName", externalName: server, ports } } };
  return {
    service: { metadata, spec: { type: "ClusterIP", ports } },
    endpointSlice: {
      metadata: { name: `${serviceName}-external`, namespace, labels: { ...labels, "kubernetes.io/service-name": serviceName } },
      addressType: isIPv4(server) ? "IPv4" : "IPv6",
      ports,
      endpoints: [{ addresses: [server], conditions: { ready: true } }],
    },
  };
}
