import { Problems } from "@moorage/core";
import type { Problem } from "@moorage/core";
import type { AppSecretSettings } from "./app-secret-args.ts";
import { backendOf, isBackend } from "./backends.ts";
import { generatedProblems } from "./generated.ts";
import { keysOf } from "./stored-args.ts";
import { sizeProblem, storedProblems } from "./stored-problems.ts";
import { secretProblem } from "./value-problems.ts";

/**
 * Everything that is wrong with secrets, as far as their values are known. It names keys, and never says anything of a value.
 * @example
 * ```ts
 * import { appSecretProblems } from "@moorage/secret";
 *
 * const problems = appSecretProblems("web", { data: { DATABASE_URL: connection.url }, generated: { SESSION_KEY: {} } });
 * ```
 */
export function appSecretProblems(name: string, settings: AppSecretSettings): readonly Problem[] {
  const problems = new Problems(`AppSecret ${name}`);
  const { data = {}, json = {}, generated = {}, backend, rollout } = settings;
  storedProblems(problems, name, settings, secretProblem);
  generatedProblems(problems, generated);
  sizeProblem(problems, settings, false);
  if (backend !== undefined && !isBackend(backend)) problems.add({ path: "backend.kind", problem: "is none that there is", expected: "kubernetes, sealed or external" });
  else backendOf(backend).check(problems, { keys: keysOf(settings), sources: { data, json, generated }, rollout, name: settings.name });
  return problems.found;
}
