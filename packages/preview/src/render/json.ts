import { labelled, shortSha } from "./options.ts";
import type { RenderOptions } from "./options.ts";
import type { PreviewModel } from "../model/model.ts";

/** One preview as JSON: the model whole, and its name. */
export interface JsonPreview extends PreviewModel {
  /** Its name for people. */
  readonly label: string;
}

/** What `renderJson` writes. A member that goes or means something else makes a new `version`; new members do not. */
export interface JsonReport {
  /** Always `moorage-preview`. */
  readonly format: "moorage-preview";
  /** Version of this shape. */
  readonly version: 1;
  /** What is previewed. */
  readonly title: string;
  /** Beginning of the commit. @default none was given */
  readonly sha?: string;
  /** What tells whether a later plan is the one reviewed. @default none was given */
  readonly diffHash?: string;
  /** The previews, in the order given. */
  readonly previews: readonly JsonPreview[];
}

/**
 * The previews as JSON, for programs: a {@link JsonReport}.
 * @example
 * ```ts
 * import { failedPreview, renderJson } from "@moorage/preview";
 *
 * const preview = failedPreview("no stack named dev", { project: "board", stack: "dev" });
 * console.log(renderJson([preview], { title: "board" }));
 * ```
 */
export function renderJson(models: readonly PreviewModel[], options: RenderOptions): string {
  const sha = shortSha(options);
  const report: JsonReport = {
    format: "moorage-preview",
    version: 1,
    title: options.title,
    ...(sha === undefined ? {} : { sha }),
    ...(options.diffHash === undefined ? {} : { diffHash: options.diffHash }),
    previews: labelled(models, options).map(({ label, model }) => ({ label, ...model })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
