import { dnsLabelProblem } from "@moorage/core";
import type { Problem } from "@moorage/core";

const LABEL = 63;

/** What keeps `name` from being that of a ConfigMap or a Secret, and the label that repeats it. Dots may be in it. */
export function objectNameProblem(name: string): Omit<Problem, "path"> | undefined {
  const got = JSON.stringify(name);
  const wrong = name.split(".").map(dnsLabelProblem).find((problem) => problem !== undefined);
  if (wrong !== undefined) return { ...wrong, got };
  return name.length > LABEL ? { problem: `has ${name.length} characters`, got, expected: `at most ${LABEL}` } : undefined;
}
