import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component, InputError, clusterHostname } from "@moorage/core";
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
 * new Exposure("web", { target, port: 80 }, opts);
 * ```
 */
export class Exposure extends Component {
  /** The Service. */
  readonly service: k8s.core.v1.Service;
  /** Its name, known before it is made. */
  readonly serviceName: string;
  /** Its ports, every default filled in but the numbers that the cluster picks. */
  readonly ports: readonly ExposedPort[];
  /** Number of its first port. */
  readonly port: number;

  /** @throws InputError when its name, its type or its ports cannot be */
  constructor(name: string, args: ExposureArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = exposureProblems(name, args, args.target.ports);
    if (problems.length > 0) throw new InputError(problems);
    super("network:Exposure", name, opts);
    this.serviceName = args.serviceName ?? name;
    this.ports = resolvedPorts(args, args.target.ports).map((each) => ({ target: each.name, ...each }));
    this.port = this.ports[0]?.port ?? 0;
    this.service = this.#service(name, args);
    this.registerOutputs({ port: this.port });
  }

  /** Full name of the Service in the namespace `namespace`. */
  hostname(namespace: string): pulumi.Output<string> {
    return this.service.metadata.name.apply((service) => clusterHostname(service, namespace));
  }

  #service(name: string, args: ExposureArgs): k8s.core.v1.Service {
    const { target, type = "ClusterIP", headless = false, sessionAffinity = false, loadBalancerSourceRanges = [] } = args;
    const annotations = { ...args.annotations, ...awaiting(args.awaitEndpoints ?? type === "LoadBalancer") };
    const made: k8s.core.v1.ServiceArgs = {
      metadata: { name: this.serviceName, namespace: target.namespace, labels: target.labels, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
      spec: {
        type,
        ...(headless ? { clusterIP: "None" } : {}),
        ...(sessionAffinity ? { sessionAffinity: "ClientIP" } : {}),
        ...(loadBalancerSourceRanges.length === 0 ? {} : { loadBalancerSourceRanges: [...loadBalancerSourceRanges] }),
        selector: target.selector,
        ports: this.ports.map(({ name: own, port, target: pods = own, nodePort }) => ({ name: own, port, targetPort: pods, protocol: "TCP", ...(nodePort === undefined ? {} : { nodePort }) })),
      },
    };
    return new k8s.core.v1.Service(name, args.transform?.(made) ?? made, this.child());
  }
}

/** Endpoints follow the pods, and the pods are waited for by whatever makes them: waiting here again costs ten seconds. */
function awaiting(ready: boolean): Readonly<Record<string, string>> {
  return ready ? {} : { "pulumi.com/skipAwait": "true" };
}
