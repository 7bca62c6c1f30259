import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component, Problems, clusterHostname, dnsLabelProblem } from "@moorage/core";
import type { Selectable, ServicePort } from "@moorage/core";
import { hostProblem } from "./host.ts";

/** How traffic from outside gets in. */
export interface IngressArgs {
  /** Host name of the rule. */
  readonly host: string;
  /** Class of the controller that serves it. */
  readonly className: string;
  /** Whether an address is waited for; not where no controller will ever give one. @default true */
  readonly awaitAddress?: boolean;
}

/** What exposing a workload needs. */
export interface ExposureArgs {
  /** The pods: a Workload, a database, anything with labels and ports. */
  readonly target: Selectable;
  /** Name of the Service: fixed, because it is a DNS name. @default the component's name */
  readonly serviceName?: string;
  /** Port of the Service; it leads to the target's first port. @default the target's port number */
  readonly port?: number;
  /** @default no Ingress */
  readonly ingress?: IngressArgs;
  /** Changes children before they are registered. @default none */
  readonly transform?: {
    readonly service?: (args: k8s.core.v1.ServiceArgs) => k8s.core.v1.ServiceArgs;
    readonly ingress?: (args: k8s.networking.v1.IngressArgs) => k8s.networking.v1.IngressArgs;
  };
}

/** A Service over pods, and an Ingress over the Service where one is asked for. */
export class Exposure extends Component {
  readonly service: k8s.core.v1.Service;
  readonly ingress: k8s.networking.v1.Ingress | undefined;
  /** Port of the Service. */
  readonly port: number;

  /** @throws InputError when the Service's name, its port or the host cannot be, or the target has no port */
  constructor(name: string, args: ExposureArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:Exposure", name, opts);
    const serviceName = args.serviceName ?? name;
    const target = validated(name, serviceName, args);
    this.port = args.port ?? target.port;
    this.service = this.#service(name, serviceName, target, args);
    this.ingress = args.ingress === undefined ? undefined : this.#ingress(name, serviceName, args.ingress, args);
    this.registerOutputs({ port: this.port });
  }

  /** Full name of the Service in the namespace `namespace`. */
  hostname(namespace: string): pulumi.Output<string> {
    return this.service.metadata.name.apply((service) => clusterHostname(service, namespace));
  }

  #service(name: string, serviceName: string, target: ServicePort, args: ExposureArgs): k8s.core.v1.Service {
    const made: k8s.core.v1.ServiceArgs = {
      metadata: {
        name: serviceName,
        namespace: args.target.namespace,
        labels: args.target.labels,
        // Endpoints follow the pods, and the pods are waited for by whatever makes them: waiting here again costs seconds.
        annotations: { "pulumi.com/skipAwait": "true" },
      },
      spec: { type: "ClusterIP", selector: args.target.selector, ports: [{ name: target.name, port: this.port, targetPort: target.name, protocol: "TCP" }] },
    };
    return new k8s.core.v1.Service(name, args.transform?.service?.(made) ?? made, this.child());
  }

  #ingress(name: string, serviceName: string, ingress: IngressArgs, args: ExposureArgs): k8s.networking.v1.Ingress {
    const backend = { service: { name: serviceName, port: { number: this.port } } };
    const made: k8s.networking.v1.IngressArgs = {
      metadata: {
        name: serviceName,
        namespace: args.target.namespace,
        labels: args.target.labels,
        ...(ingress.awaitAddress === false ? { annotations: { "pulumi.com/skipAwait": "true" } } : {}),
      },
      spec: { ingressClassName: ingress.className, rules: [{ host: ingress.host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }] },
    };
    return new k8s.networking.v1.Ingress(name, args.transform?.ingress?.(made) ?? made, this.child({ dependsOn: [this.service] }));
  }
}

function validated(name: string, serviceName: string, args: ExposureArgs): ServicePort {
  const problems = new Problems(`Exposure ${name}`);
  problems.check("serviceName", dnsLabelProblem(serviceName));
  if (args.port !== undefined && !(Number.isInteger(args.port) && args.port >= 1 && args.port <= 65535)) {
    problems.add({ path: "port", problem: "is no TCP port", got: String(args.port), expected: "1 to 65535" });
  }
  if (args.ingress !== undefined) problems.check("ingress.host", hostProblem(args.ingress.host));
  const [target] = args.target.ports;
  if (target === undefined) problems.add({ path: "target.ports", problem: "is empty", expected: "a port to lead to" });
  problems.throwIfAny();
  return target as ServicePort;
}
