import { Problems, memoryBytes, memoryProblem } from "@moorage/core";
import type { Memory, Problem } from "@moorage/core";
import type { DataMode, DataSettings } from "./data-args.ts";
import { dataDefaults } from "./defaults.ts";

/** What data is kept in. A stack puts it among its outputs, and its next deployment is compared with that. */
export interface DataState {
  /** Where the server runs. */
  readonly mode: DataMode;
  /** Size of its claim; means nothing when managed. */
  readonly storage: Memory;
}

/**
 * What data is kept in, by its settings.
 * @example
 * ```ts
 * import { dataState } from "@moorage/data";
 *
 * const state = dataState({ storage: "10Gi" }); // { mode: "in-cluster", storage: "10Gi" }
 * ```
 */
export function dataState({ mode = dataDefaults.mode, storage = dataDefaults.storage }: DataSettings): DataState {
  return { mode, storage };
}

/**
 * What a deployment would do to data that is there: leave it behind where nothing looks for it any more, or ask for a
 * smaller claim, which no cluster gives.
 * @param path What the problems' paths begin with, such as `Postgres db`.
 * @param previous State at the last deployment; nothing is known of data that was never deployed.
 * @param settings Of the next deployment: `migrated` accepts another mode.
 * @example
 * ```ts
 * import { changeProblems } from "@moorage/data";
 *
 * const problems = changeProblems("Postgres db", { mode: "in-cluster", storage: "10Gi" }, { mode: "in-cluster", storage: "5Gi" });
 * ```
 */
export function changeProblems(path: string, previous: DataState | undefined, next: DataState, { migrated = false }: Pick<DataSettings, "migrated"> = {}): readonly Problem[] {
  const problems = new Problems(path);
  if (previous === undefined) return problems.found;
  if (previous.mode !== next.mode) {
    if (!migrated) {
      problems.add({
        path: "mode",
        problem: `was ${previous.mode}, where the data is`,
        got: next.mode,
        expected: `${previous.mode}, or migrated: true once the data is where it goes`,
        fix: "follow docs/how-to/switch-database-mode.md",
      });
    }
    return problems.found;
  }
  if (next.mode === "in-cluster" && shrinks(previous.storage, next.storage)) {
    problems.add({ path: "storage", problem: `is ${previous.storage} already, and a claim cannot shrink`, got: next.storage, expected: `at least ${previous.storage}` });
  }
  return problems.found;
}

function shrinks(from: Memory, to: Memory): boolean {
  return memoryProblem(from) === undefined && memoryProblem(to) === undefined && memoryBytes(to) < memoryBytes(from);
}
