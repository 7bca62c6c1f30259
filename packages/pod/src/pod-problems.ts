import { Problems, dnsLabelProblem } from "@moorage/core";
import type { Problem } from "@moorage/core";
import type { CheckedContainer } from "./container-args.ts";
import { containerProblems } from "./container-problems.ts";
import { podDefaults } from "./defaults.ts";
import type { CheckedPod, PodSettings } from "./pod-args.ts";
import { podVolumeProblems } from "./volume-problems.ts";

/**
 * Everything that is wrong with a pod's settings.
 * @param prefix What the paths begin with, such as `Workload web`.
 * @example
 * ```ts
 * import { podProblems } from "@moorage/pod";
 *
 * const problems = podProblems("Workload web", "web", { preStopSeconds: 10, drainSeconds: 30, terminationGraceSeconds: 45 });
 * ```
 */
export function podProblems(prefix: string, name: string, settings: CheckedPod): readonly Problem[] {
  const problems = new Problems(prefix);
  problems.check("name", dnsLabelProblem(name));
  containerProblems(problems, settings);
  graceProblems(problems, settings);
  companionProblems(problems, prefix, name, settings);
  podVolumeProblems(problems, settings);
  return problems.found;
}

function companionProblems(problems: Problems, prefix: string, name: string, settings: CheckedPod): void {
  const names = new Set([name]);
  const ports = takenPorts(name, settings);
  for (const kind of ["sidecars", "initContainers"] as const) {
    for (const [companion, its] of Object.entries(settings[kind] ?? {})) {
      const path = `${kind}.${companion}`;
      problems.check(path, dnsLabelProblem(companion));
      if (names.has(companion)) problems.add({ path, problem: "is the name of another container of the pod", got: companion });
      names.add(companion);
      const own = new Problems(`${prefix}: ${path}`);
      containerProblems(own, its);
      problems.include(own.found);
      if (kind === "sidecars") sharedPorts(problems, ports, companion, its);
      else if (its.health !== undefined) problems.add({ path: `${path}.health`, problem: "is asked of a container that only has to end", expected: "no health, or a container in sidecars" });
    }
  }
}

/** Who has each port of the pod, by number and by name. */
type Taken = Map<number | string, string>;

function takenPorts(name: string, { ports = [] }: CheckedContainer): Taken {
  return new Map<number | string, string>(ports.flatMap((each) => [[each.port, name], [each.name, name]] as const));
}

/** Containers of one pod share one address and one set of port names, so each can be one container's only. */
function sharedPorts(problems: Problems, taken: Taken, companion: string, settings: CheckedContainer): void {
  const { ports = [] } = settings;
  for (const { name, port } of ports) {
    const owner = taken.get(port);
    const namesake = taken.get(name);
    if (owner !== undefined) problems.add({ path: `sidecars.${companion}.ports`, problem: `port ${port} is also ${owner}'s`, expected: "another port: containers of a pod share one address" });
    else if (namesake !== undefined) problems.add({ path: `sidecars.${companion}.ports`, problem: `the name ${name} is also that of a port of ${namesake}`, expected: "another name: a Service finds a pod's ports by their names" });
  }
  for (const [key] of takenPorts(companion, settings)) taken.set(key, companion);
}

function graceProblems(problems: Problems, settings: PodSettings): void {
  const seconds = {
    preStopSeconds: settings.preStopSeconds ?? podDefaults.preStopSeconds,
    drainSeconds: settings.drainSeconds ?? podDefaults.drainSeconds,
    terminationGraceSeconds: settings.terminationGraceSeconds ?? podDefaults.terminationGraceSeconds,
  };
  const wrong = Object.entries(seconds).filter(([, value]) => !Number.isInteger(value) || value < 0);
  for (const [path, value] of wrong) problems.add({ path, problem: "is no number of seconds", got: JSON.stringify(value), expected: "a whole number from 0" });
  const { preStopSeconds: preStop, drainSeconds: drain, terminationGraceSeconds: grace } = seconds;
  if (wrong.length === 0 && preStop + drain > grace) {
    problems.add({ path: "terminationGraceSeconds", problem: `${preStop} s preStop + ${drain} s drain = ${preStop + drain} s`, got: `${grace} s`, expected: `at least ${preStop + drain} s` });
  }
}
