import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component, InputError, Problems, clusterHostname, commonLabels, dnsLabelProblem, externalService, portNameProblem, portProblem } from "@moorage/core";
import type { NamespaceReference, Problem } from "@moorage/core";
import { isIP } from "node:net";
import { hostProblem } from "./host.ts";

/** What is known of a server outside the cluster. */
export interface ExternalServiceSettings {
  /** Host name or address of the server. */
  readonly server: string;
  /** TCP port, at the server and in the cluster alike. */
  readonly port: number;
  /** Name of the port. @default tcp */
  readonly portName?: string;
  /** Name by which pods reach it. @default the component's name */
  readonly serviceName?: string;
}

/** What a name in the cluster for a server outside needs. */
export interface ExternalServiceArgs extends ExternalServiceSettings {
  /** Namespace that the name is in. */
  readonly namespace: NamespaceReference;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
}

/** Everything that is wrong with a name for a server outside. */
export function externalServiceProblems(name: string, { server, port, portName = "tcp", serviceName = name }: ExternalServiceSettings): readonly Problem[] {
  const problems = new Problems(`ExternalService ${name}`);
  problems.check("serviceName", dnsLabelProblem(serviceName));
  if (isIP(server) === 0) problems.check("server", hostProblem(server));
  problems.check("port", portProblem(port));
  problems.check("portName", portNameProblem(portName));
  return problems.found;
}

/**
 * A server outside the cluster by a name inside, whether it has a host name or only an address.
 * @example
 * ```ts
 * import { ExternalService } from "@moorage/network";
 *
 * new ExternalService("search", { namespace, server: "192.0.2.7", port: 9200 }, opts);
 * ```
 */
export class ExternalService extends Component {
  /** The Service that has the name. */
  readonly service: k8s.core.v1.Service;
  /** Where it leads, for a server that has only an address. */
  readonly endpointSlice: k8s.discovery.v1.EndpointSlice | undefined;
  /** Full name by which every namespace reaches the server. */
  readonly hostname: string;

  /** @throws InputError when the server, the name or the port cannot be */
  constructor(name: string, args: ExternalServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = externalServiceProblems(name, args);
    if (problems.length > 0) throw new InputError(problems);
    super("network:ExternalService", name, opts);
    const { server, port, portName = "tcp", serviceName = name, namespace, partOf } = args;
    const labels = commonLabels({ name, ...(partOf === undefined ? {} : { partOf }) });
    const { service, endpointSlice } = externalService({ serviceName, namespace: namespace.name, server, portName, port, labels });
    this.service = new k8s.core.v1.Service(name, service, this.child());
    this.endpointSlice = endpointSlice === undefined ? undefined : new k8s.discovery.v1.EndpointSlice(name, endpointSlice, this.child({ dependsOn: [this.service] }));
    this.hostname = clusterHostname(serviceName, namespace.plainName);
    this.registerOutputs({ hostname: this.hostname });
  }
}
