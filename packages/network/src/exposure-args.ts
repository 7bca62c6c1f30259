import { isIP } from "node:net";
import type * as k8s from "@pulumi/kubernetes";
import { Problems } from "@moorage/core";
import type { Problem, Selectable, ServicePort } from "@moorage/core";
import { serviceNameProblem } from "./names.ts";
import { exposedPortsProblems, resolvedPorts } from "./service-ports.ts";
import type { ExposedPort } from "./service-ports.ts";

/** What is known of a Service before anything is made. */
export interface ExposureSettings {
  /** Name of the Service: fixed, because it is a DNS name. @default the component's name */
  readonly serviceName?: string;
  /** Whom it is for: the cluster, whoever reaches a node, or everybody through a load balancer. @default ClusterIP */
  readonly type?: "ClusterIP" | "NodePort" | "LoadBalancer";
  /** Its ports. @default every port of the pods under its own number */
  readonly ports?: readonly ExposedPort[];
  /** Short for exactly the pods' first port under another number, 1 to 65535. @default every port of the pods */
  readonly port?: number;
  /** Whether its name leads straight to the pods, without an address of its own. @default false */
  readonly headless?: boolean;
  /** Whether a client keeps its pod. @default false */
  readonly sessionAffinity?: boolean;
  /** Addresses that a load balancer lets in, such as `198.51.100.0/24`. @default every address */
  readonly loadBalancerSourceRanges?: readonly string[];
  /** Annotations of the Service, such as those that a cloud's load balancer reads. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What a Service over pods needs. */
export interface ExposureArgs extends ExposureSettings {
  /** The pods: a Workload, a database, anything with labels and ports. */
  readonly target: Selectable;
  /** Whether it is ready only with endpoints, or a load balancer with an address. @default true for a load balancer, else false */
  readonly awaitEndpoints?: boolean;
  /** Changes the Service before it is registered. @default none */
  readonly transform?: (args: k8s.core.v1.ServiceArgs) => k8s.core.v1.ServiceArgs;
}

/**
 * Everything that is wrong with a Service over pods with these ports.
 * @example
 * ```ts
 * import { exposureProblems } from "@moorage/network";
 *
 * const problems = exposureProblems("web", { ports: [{ name: "http", port: 80, target: "https" }] }, [{ name: "http", port: 8000 }]);
 * ```
 */
export function exposureProblems(name: string, settings: ExposureSettings, pods: readonly ServicePort[]): readonly Problem[] {
  const { serviceName = name, type = "ClusterIP", ports, port, headless = false, loadBalancerSourceRanges = [] } = settings;
  const problems = new Problems(`Exposure ${name}`);
  problems.check("serviceName", serviceNameProblem(serviceName));
  if (ports !== undefined && port !== undefined) problems.add({ path: "port", problem: "is given beside ports", got: String(port), expected: "one of them" });
  if (headless) headlessProblems(problems, settings, pods);
  if (loadBalancerSourceRanges.length > 0 && type !== "LoadBalancer") problems.add({ path: "loadBalancerSourceRanges", problem: `is given with the type ${type}`, expected: "the type LoadBalancer" });
  for (const range of loadBalancerSourceRanges) {
    if (!isRange(range)) problems.add({ path: "loadBalancerSourceRanges", problem: "has something in it that is no range of addresses", got: JSON.stringify(range), expected: "such as 198.51.100.0/24" });
  }
  problems.include(exposedPortsProblems(`Exposure ${name}`, resolvedPorts(settings, pods), pods, type !== "ClusterIP"));
  return problems.found;
}

/** Clients of a headless Service talk with the pods themselves, so nothing stands between them that could translate or choose. */
function headlessProblems(problems: Problems, settings: ExposureSettings, pods: readonly ServicePort[]): void {
  const { type = "ClusterIP", sessionAffinity = false } = settings;
  if (type !== "ClusterIP") problems.add({ path: "headless", problem: `is asked for with the type ${type}`, expected: "the type ClusterIP" });
  if (sessionAffinity) problems.add({ path: "sessionAffinity", problem: "is asked for with headless, which leaves the choice to the client", expected: "one of them" });
  for (const { name, port, target = name } of resolvedPorts(settings, pods)) {
    const own = pods.find((each) => each.name === target)?.port;
    if (own !== undefined && own !== port) problems.add({ path: `ports.${name}`, problem: "has another number than the pods, and headless translates none", got: String(port), expected: String(own) });
  }
}

function isRange(range: string): boolean {
  const [address = "", bits = "", ...others] = range.split("/");
  const most = isIP(address) === 4 ? 32 : 128;
  return others.length === 0 && isIP(address) !== 0 && /^\d+$/.test(bits) && Number(bits) <= most;
}
