import type { Problems } from "@moorage/core";
import type { StoredSettings } from "./stored-args.ts";

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const FILE = /^(?!\.\.)[-._a-zA-Z0-9]{1,253}$/;

const rules = {
  environment: { form: VARIABLE, problem: "is no environment variable name", expected: "letters, digits and _, not beginning with a digit" },
  files: { form: FILE, problem: "is no file name", expected: "at most 253 letters, digits, -, _ and ." },
} as const;

/** Notes every key that no container could take, every one that is there twice, and that there is none at all. */
export function keyProblems(problems: Problems, kind: NonNullable<StoredSettings["keys"]>, sources: Readonly<Record<string, object>>): void {
  const { form, problem, expected } = rules[kind];
  const owners = new Map<string, string>();
  for (const [source, values] of Object.entries(sources)) {
    for (const key of Object.keys(values)) {
      if (!form.test(key)) problems.add({ path: `${source}.${key}`, problem, expected });
      const other = owners.get(key);
      if (other !== undefined) problems.add({ path: `${source}.${key}`, problem: `is in ${other} too`, expected: "one source for each key" });
      owners.set(key, source);
    }
  }
  if (owners.size === 0) problems.add({ path: "data", problem: "is empty", expected: "at least one key" });
}
