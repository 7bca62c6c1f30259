import * as k8s from "@pulumi/kubernetes";
import { commonLabels, externalService } from "@moorage/core";
import type { ManagedSettings } from "./data-args.ts";
import type { Site } from "./site.ts";

/** A name in the cluster for a server that is elsewhere. */
export class ManagedServer {
  /** The name by which it is reached. */
  readonly service: k8s.core.v1.Service;
  /** Where the name leads, if the server has an address and no name of its own. */
  readonly endpointSlice: k8s.discovery.v1.EndpointSlice | undefined;

  constructor({ kind, data, address, namespace, subject, transform, child }: Site, { server }: ManagedSettings) {
    const [{ name: portName }] = kind.ports;
    const made = externalService({ serviceName: data.serviceName, namespace: namespace.name, server, portName, port: address.port, labels: commonLabels(subject) });
    this.service = new k8s.core.v1.Service(data.component, transform.service?.(made.service) ?? made.service, child());
    this.endpointSlice =
      made.endpointSlice === undefined ? undefined : new k8s.discovery.v1.EndpointSlice(data.component, transform.endpointSlice?.(made.endpointSlice) ?? made.endpointSlice, child());
  }
}
