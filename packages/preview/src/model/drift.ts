import { countsOf } from "./counts.ts";
import type { Diagnostic, PreviewModel } from "./model.ts";

/**
 * How far live objects are from the last update, as changes of their own: what a preview that refreshed found before it planned.
 * What is planned, and what was said of it, is left out: a plan that fails over a drift does not hide the drift. A preview that did not
 * refresh tells nothing of drift, and counts as failed.
 * @example
 * ```ts
 * import { driftOf, exitCode, readPreview } from "@moorage/preview";
 *
 * const printed = '{"summaryEvent":{"result":"succeeded"}}';
 * const code = exitCode([driftOf(readPreview(printed, { project: "board", stack: "prod" }))]);
 * ```
 */
export function driftOf(model: PreviewModel): PreviewModel {
  if (model.about === "drift") return model;
  const { refreshed = false, failed } = model;
  const unsaid: readonly Diagnostic[] = failed ? [] : [{ severity: "error", message: "live objects were not looked at: the preview did not refresh" }];
  return {
    ...model,
    about: "drift",
    failed: !refreshed,
    changes: model.drift,
    policies: { packs: [], violations: [] },
    outputs: [],
    imagesBuilt: [],
    diagnostics: refreshed ? [] : [...model.diagnostics, ...unsaid],
    counts: countsOf(model.drift, []),
  };
}
