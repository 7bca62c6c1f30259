import { Problems } from "@moorage/core";
import type { Problem, ServicePort } from "@moorage/core";
import { containerImageProblems, thirdPartyImageProblems } from "@moorage/image";
import { exposureProblems } from "@moorage/network";
import type { Platform } from "@moorage/platform";
import { appConfigProblems, appSecretProblems } from "@moorage/secret";
import { statefulWorkloadProblems, workloadProblems } from "@moorage/workload";
import { resolved } from "./connections.ts";
import type { Connections, ServiceDescription } from "./service-description.ts";

/** The ports of a service: those it lists, or the one that `port` is short for. */
export function portsOf({ ports, port }: Pick<ServiceDescription, "ports" | "port">): readonly ServicePort[] {
  return ports ?? (port === undefined ? [] : [{ name: "http", port }]);
}

/** Everything that is wrong with one service, its image, its values and its Service included. */
export function serviceProblems(name: string, service: ServiceDescription, platform: Platform, connections: Connections): readonly Problem[] {
  const problems = new Problems(`Service ${name}`);
  const ports = portsOf(service);
  if (service.port !== undefined && service.ports !== undefined) problems.add({ path: "port", problem: "is given beside ports", expected: "one of them" });
  imageProblems(problems, name, service, platform);
  valueProblems(problems, name, service, connections);
  const settings = { ...service, ports };
  problems.include(service.claims === undefined ? workloadProblems(name, settings, platform.rules) : statefulWorkloadProblems(name, { ...settings, claims: service.claims }, platform.rules));
  // Without settings of its own a Service has the ports that were just checked.
  if (service.exposure !== undefined && service.exposure !== false) problems.include(exposureProblems(name, service.exposure, ports));
  return problems.found;
}

function imageProblems(problems: Problems, name: string, { build, image, sidecars, initContainers }: ServiceDescription, platform: Platform): void {
  if ((build === undefined) === (image === undefined)) {
    problems.add({ path: "image", problem: build === undefined ? "is not given, and neither is build" : "is given beside build", expected: "exactly one of build and image" });
  }
  if (build !== undefined) problems.include(containerImageProblems(name, build, platform.delivery));
  if (image !== undefined) problems.include(thirdPartyImageProblems(`Service ${name}: image`, image, platform.rules));
  for (const [kind, companions] of Object.entries({ sidecars, initContainers })) {
    for (const [companion, its] of Object.entries(companions ?? {})) {
      if (its.image !== undefined) problems.include(thirdPartyImageProblems(`Service ${name}: ${kind}.${companion}.image`, its.image, platform.rules));
    }
  }
}

/** A variable that is set in two places would be whichever the kubelet takes last. */
function valueProblems(problems: Problems, name: string, service: ServiceDescription, connections: Connections): void {
  const { config, secrets } = resolved(connections, service.config, service.secrets);
  const sources = { config, secrets, generated: service.generated ?? {}, environment: service.environment ?? {} };
  const owners = new Map<string, string>();
  for (const [source, values] of Object.entries(sources)) {
    for (const key of Object.keys(values)) {
      const other = owners.get(key);
      if (other !== undefined) problems.add({ path: `${source}.${key}`, problem: `is set in ${other} too`, expected: "one source for each variable" });
      owners.set(key, source);
    }
  }
  if (Object.keys(config).length > 0) problems.include(appConfigProblems(name, { data: config }));
  if (Object.keys(secrets).length + Object.keys(sources.generated).length > 0) problems.include(appSecretProblems(name, { data: secrets, ...(service.generated === undefined ? {} : { generated: service.generated }) }));
}
