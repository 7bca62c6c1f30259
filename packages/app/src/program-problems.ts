import { Problems } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { containerImageProblems, thirdPartyImageProblems } from "@moorage/image";
import type { ContainerSettings } from "@moorage/pod";
import type { Platform } from "@moorage/platform";
import { appConfigProblems, appSecretProblems } from "@moorage/secret";
import { resolved } from "./connections.ts";
import type { Connections, ProgramDescription } from "./service-description.ts";

/**
 * Everything that is wrong with what a program is made of: its image and its values.
 * @param given Whether its image comes from somewhere else.
 */
export function programProblems(prefix: string, name: string, program: ProgramDescription & Pick<ContainerSettings, "environment">, platform: Platform, connections: Connections, given = false): readonly Problem[] {
  const problems = new Problems(prefix);
  imageProblems(problems, prefix, name, program, platform, given);
  valueProblems(problems, name, program, connections);
  return problems.found;
}

function imageProblems(problems: Problems, prefix: string, name: string, { build, image, sidecars, initContainers }: ProgramDescription, platform: Platform, given: boolean): void {
  const sources = [build !== undefined ? "build" : [], image !== undefined ? "image" : [], given ? "imageOf" : []].flat();
  if (sources.length !== 1) {
    problems.add({ path: "image", problem: sources.length === 0 ? "is not given, and neither is build" : `comes from ${sources.join(" and ")}`, expected: "exactly one of build and image" });
  }
  if (build !== undefined) problems.include(containerImageProblems(name, build, platform.delivery));
  if (image !== undefined) problems.include(thirdPartyImageProblems(`${prefix}: image`, image, platform.rules));
  for (const [kind, companions] of Object.entries({ sidecars, initContainers })) {
    for (const [companion, its] of Object.entries(companions ?? {})) {
      if (its.image !== undefined) problems.include(thirdPartyImageProblems(`${prefix}: ${kind}.${companion}.image`, its.image, platform.rules));
    }
  }
}

/** A variable that is set in two places would be whichever the kubelet takes last. */
function valueProblems(problems: Problems, name: string, service: ProgramDescription & Pick<ContainerSettings, "environment">, connections: Connections): void {
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
