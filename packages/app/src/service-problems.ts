import { Problems, dnsLabelProblem } from "@moorage/core";
import type { Problem, ServicePort } from "@moorage/core";
import { exposureProblems } from "@moorage/network";
import type { Platform } from "@moorage/platform";
import { statefulWorkloadProblems, workloadProblems } from "@moorage/workload";
import { programProblems } from "./program-problems.ts";
import type { Connections, ServiceDescription } from "./service-description.ts";

/** The ports of a service: those it lists, or the one that `port` is short for. */
export function portsOf({ ports, port }: Pick<ServiceDescription, "ports" | "port">): readonly ServicePort[] {
  return ports ?? (port === undefined ? [] : [{ name: "http", port }]);
}

/** Everything that is wrong with one service, its image, its values and its Service included. */
export function serviceProblems(name: string, service: ServiceDescription, platform: Platform, connections: Connections): readonly Problem[] {
  const problems = new Problems(`Service ${name}`);
  const badName = dnsLabelProblem(name);
  const ports = portsOf(service);
  if (service.port !== undefined && service.ports !== undefined) problems.add({ path: "port", problem: "is given beside ports", expected: "one of them" });
  problems.include(programProblems(`Service ${name}`, name, service, platform, connections));
  const settings = { ...service, ports };
  problems.include(service.claims === undefined ? workloadProblems(name, settings, platform.rules) : statefulWorkloadProblems(name, { ...settings, claims: service.claims }, platform.rules));
  // Without settings of its own a Service has the ports that were just checked.
  if (service.exposure !== undefined && service.exposure !== false) problems.include(exposureProblems(name, service.exposure, ports));
  if (badName === undefined) return problems.found;
  // Every child has the service's name and would say the same of it.
  return [{ path: `Service ${name}: name`, ...badName }, ...problems.found.filter(({ problem, got }) => problem !== badName.problem || got !== badName.got)];
}
