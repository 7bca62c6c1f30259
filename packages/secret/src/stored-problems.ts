import { labelValueProblem } from "@moorage/core";
import type { Problem, Problems } from "@moorage/core";
import { jsonProblem, knownJson } from "./json-text.ts";
import { objectNameProblem } from "./object-name.ts";
import type { StoredSettings } from "./stored-args.ts";
import { isPlain } from "./value-problems.ts";

/** Most bytes that the values of one ConfigMap or Secret may have together. */
const MOST_BYTES = 2 ** 20;

const KEYS: readonly string[] = ["environment", "files"];
const ROLLOUTS: readonly string[] = ["replace", "checksum"];

/** Notes what is wrong with what configuration and secrets have in common; keys are for `keyProblems`. */
export function storedProblems(problems: Problems, component: string, settings: StoredSettings, valueProblem: (value: unknown) => Omit<Problem, "path"> | undefined): void {
  const { data = {}, json = {}, keys, rollout, name = component, partOf } = settings;
  if (keys !== undefined) problems.check("keys", oneOf(keys, KEYS));
  if (rollout !== undefined) problems.check("rollout", oneOf(rollout, ROLLOUTS));
  problems.check("name", objectNameProblem(name));
  if (partOf !== undefined) problems.check("partOf", labelValueProblem(partOf));
  for (const [key, value] of Object.entries(data)) if (isPlain(value)) problems.check(`data.${key}`, valueProblem(value));
  for (const [key, value] of Object.entries(json)) problems.check(`json.${key}`, jsonProblem(value));
}

/** Notes that the values which are known are more than one object holds. Of secrets it does not say how much they are. */
export function sizeProblem(problems: Problems, { data = {}, json = {} }: StoredSettings, shown: boolean): void {
  const known = [...Object.values(data), ...Object.values(json).map(knownJson)];
  const bytes = known.reduce<number>((sum, value) => sum + (typeof value === "string" ? Buffer.byteLength(value) : 0), 0);
  if (bytes > MOST_BYTES) problems.add({ path: "data", problem: "is more than one object holds", ...(shown ? { got: `${bytes} bytes` } : {}), expected: `at most ${MOST_BYTES} bytes` });
}

function oneOf(value: string, allowed: readonly string[]): Omit<Problem, "path"> | undefined {
  return allowed.includes(value) ? undefined : { problem: "is none that there is", got: JSON.stringify(value), expected: allowed.join(" or ") };
}
