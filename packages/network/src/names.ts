import type { Problem } from "@moorage/core";
import { dnsLabelProblem } from "@moorage/core";

const LONGEST = 253;

/**
 * What keeps `name` from being the name of a Service, which begins with a letter.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names
 */
export function serviceNameProblem(name: string): Omit<Problem, "path"> | undefined {
  return dnsLabelProblem(name) ?? (/^[a-z]/.test(name) ? undefined : { problem: "begins with a digit", got: JSON.stringify(name), expected: "a letter first, as every Service has" });
}

/** What keeps `name` from being the name of an object that may have dots in it. */
export function objectNameProblem(name: string): Omit<Problem, "path"> | undefined {
  if (name.length > LONGEST) return { problem: `has ${name.length} characters`, got: JSON.stringify(name), expected: `at most ${LONGEST}` };
  return name.split(".").map(dnsLabelProblem).find((problem) => problem !== undefined);
}
