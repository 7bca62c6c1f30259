import { namedLikeSecret, portsProblems, resourcePresets, resourceProblems, resourcesOf } from "@moorage/core";
import type { Problems } from "@moorage/core";
import type { CheckedContainer } from "./container-args.ts";
import { podDefaults } from "./defaults.ts";
import { healthProblems } from "./health-problems.ts";
import { mountProblems } from "./mount-problems.ts";

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Notes everything that is wrong with one container's settings.
 * @example
 * ```ts
 * import { Problems } from "@moorage/core";
 * import { containerProblems } from "@moorage/pod";
 *
 * const problems = new Problems("Workload web");
 * containerProblems(problems, { ports: [{ name: "http", port: 8000 }], health: { live: "/health", ready: "/health/ready" } });
 * problems.throwIfAny();
 * ```
 */
export function containerProblems(problems: Problems, settings: CheckedContainer): void {
  portsProblems(problems, settings.ports ?? []);
  environmentProblems(problems, settings.environment ?? {});
  runtimeProblems(problems, settings);
  if (settings.health !== undefined) healthProblems(problems, settings.health, settings.ports ?? []);
  mountProblems(problems, settings);
}

function environmentProblems(problems: Problems, environment: NonNullable<CheckedContainer["environment"]>): void {
  for (const [name, value] of Object.entries(environment)) {
    const path = `environment.${name}`;
    if (!VARIABLE.test(name)) problems.add({ path, problem: "is no environment variable name", expected: "letters, digits and _, not beginning with a digit" });
    if (typeof value === "string" && namedLikeSecret(name)) {
      problems.add({ path, problem: "is named like a secret and set in plain text, for all to read in the pod", got: "a value, not shown here", expected: "a key of a Secret", fix: `move ${name} to secrets` });
    }
    if (typeof value === "number" || typeof value === "boolean") problems.add({ path, problem: "is no text", got: `a ${typeof value}`, expected: "text, in quotes" });
  }
}

function runtimeProblems(problems: Problems, { runtime = podDefaults.runtime, resources }: CheckedContainer): void {
  const known = Object.keys(resourcePresets);
  if (known.includes(runtime)) resourceProblems(problems, resourcesOf(runtime, resources));
  else problems.add({ path: "runtime", problem: "is none that is known", got: JSON.stringify(runtime), expected: `one of ${known.join(", ")}` });
}
