import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component, InputError, clusterHostname } from "@moorage/core";
import type { ServicePort } from "@moorage/core";
import { exposureProblems } from "./exposure-args.ts";
import type { ExposureArgs } from "./exposure-args.ts";
import { resolvedPorts } from "./service-ports.ts";
import type { ExposedPort } from "./service-ports.ts";

/**
 * A Service over pods, of any type that selects pods.
 * @example
 * ```ts
 * import { Exposure } from "@moorage/network";
 *
 * new Exposure("web", { target, type: "NodePort", ports: [{ name: "http", port: 8080, nodePort: 30000 }] }, opts);
 * ```
 */
export class Exposure extends Component {
  /** The Service. */
  readonly service: k8s.core.v1.Service;
  /** Its name, known before it is made. */
  readonly serviceName: string;
  /** Its ports. */
  readonly ports: readonly ServicePort[];
  /** Number of its first port. */
  readonly port: number;

  /** @throws InputError when its name, its type or its ports cannot be */
  constructor(name: string, args: ExposureArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = exposureProblems(name, args, args.target.ports);
    if (problems.length > 0) throw new InputError(problems);
    super("network:Exposure", name, opts);
    const ports = resolvedPorts(args, args.target.ports);
    this.serviceName = args.serviceName ?? name;
    this.ports = ports.map((each) => ({ name: each.name, port: each.port }));
    this.port = ports[0]?.port ?? 0;
    this.service = this.#service(name, ports, args);
    this.registerOutputs({ port: this.port });
  }

  /** Full name of the Service in the namespace `namespace`. */
  hostname(namespace: string): pulumi.Output<string> {
    return this.service.metadata.name.apply((service) => clusterHostname(service, namespace));
  }

  #service(name: string, ports: readonly ExposedPort[], args: ExposureArgs): k8s.core.v1.Service {
    const { target, type = "ClusterIP", headless = false, sessionAffinity = false, loadBalancerSourceRanges = [] } = args;
    const annotations = { ...args.annotations, ...awaiting(args.awaitReady ?? type === "LoadBalancer") };
    const made: k8s.core.v1.ServiceArgs = {
      metadata: { name: this.serviceName, namespace: target.namespace, labels: target.labels, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
      spec: {
        type,
        ...(headless ? { clusterIP: "None" } : {}),
        ...(sessionAffinity ? { sessionAffinity: "ClientIP" } : {}),
        ...(loadBalancerSourceRanges.length === 0 ? {} : { loadBalancerSourceRanges: [...loadBalancerSourceRanges] }),
        selector: target.selector,
        ports: ports.map((each) => ({ name: each.name, port: each.port, targetPort: each.target ?? each.name, protocol: "TCP", ...(each.nodePort === undefined ? {} : { nodePort: each.nodePort }) })),
      },
    };
    return new k8s.core.v1.Service(name, args.transform?.(made) ?? made, this.child());
  }
}

/** Endpoints follow the pods, and the pods are waited for by whatever makes them: waiting here again costs ten seconds. */
function awaiting(ready: boolean): Readonly<Record<string, string>> {
  return ready ? {} : { "pulumi.com/skipAwait": "true" };
}
