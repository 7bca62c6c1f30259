import { memoryProblem, namedLikeSecret, portsProblems, resourceProblems, resourcesOf } from "@moorage/core";
import type { Problems } from "@moorage/core";
import type { ContainerSettings } from "./container-args.ts";
import { podDefaults } from "./defaults.ts";
import { probedPort } from "./probes.ts";
import type { HealthSettings } from "./probes.ts";

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Notes everything that is wrong with one container's settings. */
export function containerProblems(problems: Problems, settings: ContainerSettings): void {
  portsProblems(problems, settings.ports ?? []);
  environmentProblems(problems, settings.environment ?? {});
  resourceProblems(problems, resourcesOf(settings.runtime ?? podDefaults.runtime, settings.resources));
  if (settings.health !== undefined) healthProblems(problems, settings.health, settings);
  if (settings.scratch !== undefined) problems.check("scratch", memoryProblem(settings.scratch));
  for (const [path, size] of Object.entries(settings.writable ?? {})) {
    problems.check(`writable.${path}`, memoryProblem(size));
    if (!path.startsWith("/")) problems.add({ path: `writable.${path}`, problem: "is no absolute path", got: JSON.stringify(path), expected: "a path that begins with /" });
  }
}

function environmentProblems(problems: Problems, environment: NonNullable<ContainerSettings["environment"]>): void {
  for (const [name, value] of Object.entries(environment)) {
    const path = `environment.${name}`;
    if (!VARIABLE.test(name)) problems.add({ path, problem: "is no environment variable name", expected: "letters, digits and _, not beginning with a digit" });
    if (typeof value === "string" && namedLikeSecret(name)) {
      problems.add({ path, problem: "is named like a secret and set in plain text, for all to read in the pod", got: "a value, not shown here", expected: "a key of a Secret", fix: `move ${name} to secrets` });
    }
  }
}

function healthProblems(problems: Problems, health: HealthSettings, { ports = [] }: ContainerSettings): void {
  const names = ports.map(({ name }) => name);
  for (const kind of ["live", "ready"] as const) {
    const target = health[kind];
    const command = typeof target === "object" && "command" in target;
    const port = probedPort(target, ports);
    if (!command && (port === undefined || !names.includes(port))) {
      problems.add({ path: `health.${kind}`, problem: port === undefined ? "asks a port, and none is declared" : `asks the port ${JSON.stringify(port)}, which is not declared`, expected: names.length === 0 ? "a port in ports" : `one of ${names.join(", ")}` });
    }
    const path = typeof target === "string" ? target : "path" in target ? target.path : "/";
    if (!path.startsWith("/")) problems.add({ path: `health.${kind}`, problem: "is no path", got: JSON.stringify(path), expected: "a path that begins with /" });
  }
  if (JSON.stringify(health.live) === JSON.stringify(health.ready)) {
    problems.add({ path: "health.ready", problem: "is the same as health.live: a slow database would restart the pods", got: JSON.stringify(health.ready), expected: "two different questions" });
  }
  const seconds = health.startupSeconds ?? podDefaults.startupSeconds;
  if (!Number.isInteger(seconds) || seconds < 1) problems.add({ path: "health.startupSeconds", problem: "is no number of seconds", got: String(seconds), expected: "a whole number from 1" });
}
