import type { Problem } from "@moorage/core";

const LABEL = 63;
const CONTROLLED = 52;

type Found = Omit<Problem, "path"> | undefined;

const LABEL_VALUE = /^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/;

/** What keeps `value` from being a whole number from `least` to `most`; what came from a file may be of another type. */
export function wholeNumberProblem(value: unknown, least: number, most = Infinity, problem = "is no number that can be"): Found {
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return undefined;
  return { problem, got: shown(value), expected: `a whole number from ${least}${most === Infinity ? "" : ` to ${most}`}` };
}

/** What keeps `value` from being one of `allowed`. */
export function oneOfProblem(value: unknown, allowed: readonly string[]): Found {
  return allowed.some((each) => each === value) ? undefined : { problem: "is none that there is", got: shown(value), expected: `one of ${allowed.join(", ")}` };
}

/**
 * What keeps `value` from being the value of a label.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function labelValueProblem(value: string): Found {
  return LABEL_VALUE.test(value) ? undefined : { problem: "is no label value", got: shown(value), expected: "at most 63 letters, digits, _, . and -, beginning and ending with a letter or digit" };
}

/**
 * What keeps `name` from being that of a StatefulSet or CronJob, which put 11 characters of their own behind it in a label or
 * in the name of a Job. A name that is no label at all is for `dnsLabelProblem` to find.
 */
export function controlledNameProblem(name: string): Found {
  if (name.length <= CONTROLLED || name.length > LABEL) return undefined;
  return { problem: `has ${name.length} characters, and ${name}-0123456789 would be too long for a label`, got: shown(name), expected: `at most ${CONTROLLED} characters` };
}

/** A value as a message shows it: text in quotes, a number as it is. */
function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
