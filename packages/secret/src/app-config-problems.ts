import { Problems, namedLikeSecret } from "@moorage/core";
import type { Problem } from "@moorage/core";
import type { AppConfigSettings } from "./app-config-args.ts";
import { keyProblems } from "./keys.ts";
import { keysOf } from "./stored-args.ts";
import { sizeProblem, storedProblems } from "./stored-problems.ts";
import { textProblem } from "./value-problems.ts";

/**
 * Everything that is wrong with configuration, as far as its values are known.
 * @example
 * ```ts
 * import { appConfigProblems } from "@moorage/secret";
 *
 * const problems = appConfigProblems("web", { data: { LOG_LEVEL: "INFO" } });
 * ```
 */
export function appConfigProblems(name: string, settings: AppConfigSettings): readonly Problem[] {
  const problems = new Problems(`AppConfig ${name}`);
  const { data = {}, json = {}, rollout = "replace" } = settings;
  storedProblems(problems, name, settings, textProblem);
  keyProblems(problems, keysOf(settings), { data, json });
  if (settings.name !== undefined && rollout === "replace") problems.add({ path: "name", problem: "is given, and each content has a name of its own", got: JSON.stringify(settings.name), expected: 'no name, or the rollout "checksum"' });
  for (const [key, value] of Object.entries<unknown>(data)) {
    if (typeof value === "string" && namedLikeSecret(key)) problems.add({ path: `data.${key}`, problem: "is named like a secret, and a ConfigMap is for all to read", got: "a value, not shown here", expected: "a key of an AppSecret", fix: `move ${key} to an AppSecret` });
  }
  sizeProblem(problems, settings, true);
  return problems.found;
}
