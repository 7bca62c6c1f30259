import type { Problems, ServicePort } from "@moorage/core";
import { podDefaults } from "./defaults.ts";
import { probedPort, question } from "./probes.ts";
import type { HealthSettings, ProbeTarget } from "./probes.ts";

/** Notes every probe that could never succeed, or that tells nothing which another does not tell. */
export function healthProblems(problems: Problems, health: HealthSettings, ports: readonly ServicePort[]): void {
  targetProblems(problems, "health.live", health.live, ports);
  targetProblems(problems, "health.ready", health.ready, ports);
  const first = ports[0]?.name;
  if (JSON.stringify(question(health.live, first)) === JSON.stringify(question(health.ready, first))) {
    problems.add({ path: "health.ready", problem: "is the same as health.live: a slow database would restart the pods", got: JSON.stringify(health.ready), expected: "two different questions" });
  }
  const seconds = health.startupSeconds ?? podDefaults.startupSeconds;
  if (!Number.isInteger(seconds) || seconds < 1) problems.add({ path: "health.startupSeconds", problem: "is no number of seconds", got: String(seconds), expected: "a whole number from 1" });
}

function targetProblems(problems: Problems, place: string, target: ProbeTarget, ports: readonly ServicePort[]): void {
  if (typeof target === "object" && "command" in target) {
    if (target.command.length === 0) problems.add({ path: place, problem: "is an empty command", expected: "a program and its arguments" });
    return;
  }
  const names = ports.map(({ name }) => name);
  const port = probedPort(target, ports);
  if (port === undefined) problems.add({ path: place, problem: "asks a port, and none is declared", expected: "a port in ports" });
  else if (!names.includes(port)) {
    problems.add({ path: place, problem: `asks the port ${JSON.stringify(port)}, which is not declared`, expected: names.length === 0 ? "a port in ports" : `one of ${names.join(", ")}` });
  }
  const path = typeof target === "string" ? target : "path" in target ? target.path : "/";
  if (!path.startsWith("/")) problems.add({ path: place, problem: "is no path", got: JSON.stringify(path), expected: "a path that begins with /" });
}
