import type { PreviewModel } from "./model.ts";

/** 0: no changes. 1: failed. 2: changes. 3: destructive changes. */
export type ExitCode = 0 | 1 | 2 | 3;

/**
 * The exit code for these previews together: what is gravest counts. One that failed may hide what it would have found, so that
 * nothing is graver.
 * @example
 * ```ts
 * import { exitCode, failedPreview } from "@moorage/preview";
 *
 * const code = exitCode([failedPreview("no stack named dev", { project: "board", stack: "dev" })]);
 * ```
 */
export function exitCode(models: readonly PreviewModel[]): ExitCode {
  if (models.some(({ failed }) => failed)) return 1;
  if (models.some(({ changes }) => changes.some(({ destructive }) => destructive))) return 3;
  return models.some(({ changes, outputs, imagesBuilt }) => changes.length + outputs.length + imagesBuilt.length > 0) ? 2 : 0;
}
