import { Problems, dnsLabelProblem } from "@moorage/core";
import type { Problem } from "@moorage/core";
import type { ContainerSettings } from "./container-args.ts";
import { containerProblems } from "./container-problems.ts";
import { podDefaults } from "./defaults.ts";
import type { PodSettings } from "./pod-args.ts";

/** The containers beside the main one, as far as they can be checked. */
export interface Companions {
  /** @default none */
  readonly sidecars?: Readonly<Record<string, ContainerSettings>>;
  /** @default none */
  readonly initContainers?: Readonly<Record<string, ContainerSettings>>;
}

/**
 * Everything that is wrong with a pod's settings.
 * @param prefix What the paths begin with, such as `Workload web`.
 */
export function podProblems(prefix: string, name: string, settings: PodSettings & Companions): readonly Problem[] {
  const problems = new Problems(prefix);
  problems.check("name", dnsLabelProblem(name));
  containerProblems(problems, settings);
  graceProblems(problems, settings);
  const names = new Set([name]);
  const ports = new Map((settings.ports ?? []).map(({ port }) => [port, name]));
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
    }
  }
  return problems.found;
}

/** Containers of one pod share one address, so each port can be one container's only. */
function sharedPorts(problems: Problems, taken: Map<number, string>, companion: string, { ports = [] }: ContainerSettings): void {
  for (const { port } of ports) {
    const owner = taken.get(port);
    if (owner !== undefined) problems.add({ path: `sidecars.${companion}.ports`, problem: `port ${port} is also ${owner}'s`, expected: "another port: containers of a pod share one address" });
    taken.set(port, companion);
  }
}

function graceProblems(problems: Problems, settings: PodSettings): void {
  const { preStopSeconds: preStop, drainSeconds: drain, terminationGraceSeconds: grace } = { ...podDefaults, ...settings };
  const seconds = { preStopSeconds: preStop, drainSeconds: drain, terminationGraceSeconds: grace };
  for (const [path, value] of Object.entries(seconds)) {
    if (!Number.isInteger(value) || value < 0) problems.add({ path, problem: "is no number of seconds", got: String(value), expected: "a whole number from 0" });
  }
  if (preStop + drain > grace) {
    problems.add({ path: "terminationGraceSeconds", problem: `${preStop} s preStop + ${drain} s drain = ${preStop + drain} s`, got: `${grace} s`, expected: `at least ${preStop + drain} s` });
  }
}
