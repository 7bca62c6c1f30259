import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component, InputError, clusterHostname, commonLabels, externalService } from "@moorage/core";
import { externalServiceProblems } from "./external-service-args.ts";
import type { ExternalServiceArgs } from "./external-service-args.ts";

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
    const { server, port, portName = "tcp", serviceName = name, namespace, partOf, transform = {} } = args;
    const labels = commonLabels({ name, ...(partOf === undefined ? {} : { partOf }) });
    const { service, endpointSlice } = externalService({ serviceName, namespace: namespace.name, server, portName, port, labels });
    this.service = new k8s.core.v1.Service(name, transform.service?.(service) ?? service, this.child());
    this.endpointSlice = endpointSlice === undefined ? undefined : new k8s.discovery.v1.EndpointSlice(name, transform.endpointSlice?.(endpointSlice) ?? endpointSlice, this.child({ dependsOn: [this.service] }));
    this.hostname = clusterHostname(serviceName, namespace.plainName);
    this.registerOutputs({ hostname: this.hostname });
  }
}
