import type { Problems } from "@moorage/core";

const KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Notes every key that no container could take as an environment variable. */
export function environmentKeyProblems(problems: Problems, data: Readonly<Record<string, unknown>>): void {
  const keys = Object.keys(data);
  if (keys.length === 0) problems.add({ path: "data", problem: "is empty", expected: "at least one key" });
  for (const key of keys) {
    if (!KEY.test(key)) problems.add({ path: `data.${key}`, problem: "is no environment variable name", expected: "letters, digits and _, not beginning with a digit" });
  }
}
