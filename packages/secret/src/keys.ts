import type { Problems } from "@moorage/core";
import type { Keys } from "./stored-args.ts";

const RULES = {
  environment: { form: /^[A-Za-z_][A-Za-z0-9_]*$/, problem: "is no environment variable name", expected: "letters, digits and _, not beginning with a digit" },
  files: { form: /^(?!\.$|\.\.)[-._a-zA-Z0-9]{1,253}$/, problem: "is no file name that can be a key", expected: "at most 253 letters, digits, -, _ and ., neither . nor beginning with .." },
} as const;

/** Notes every key that no container could take, every one that is there twice, and that there is none at all. */
export function keyProblems(problems: Problems, keys: Keys, sources: Readonly<Record<string, object>>): void {
  const { form, problem, expected } = RULES[keys];
  const owners = new Map<string, string>();
  for (const [source, values] of Object.entries(sources)) {
    for (const key of Object.keys(values)) {
      const path = `${source}.${key}`;
      if (!form.test(key)) problems.add({ path, problem, expected });
      const other = owners.get(key);
      if (other !== undefined) problems.add({ path, problem: `is in ${other} too`, expected: "one source for each key" });
      owners.set(key, source);
    }
  }
  if (owners.size === 0) problems.add({ path: Object.keys(sources)[0] ?? "data", problem: "is empty", expected: "at least one key" });
}
