import { createHmac } from "node:crypto";
import { canonical } from "./list-items.ts";
import type { PreviewModel, PropertyChange, Value } from "./model.ts";

/**
 * A hash of what these previews would change: another one means another plan. Of secrets and of what only the update finds out it
 * knows that they change, not to what; what was said beside (diagnostics, policies, the order of stacks) does not count.
 * @param salt Keeps plain values from being guessed by their hash.
 * @returns 32 hexadecimal digits
 * @example
 * ```ts
 * import { diffHash, readPreview } from "@moorage/preview";
 *
 * const printed = '{"summaryEvent":{"result":"succeeded"}}';
 * const hash = diffHash([readPreview(printed, { project: "board", stack: "prod" })], "v1:3sKzO4Hyk3U=");
 * ```
 */
export function diffHash(models: readonly PreviewModel[], salt: string): string {
  const plans = models.map(planText).sort();
  return createHmac("sha256", salt).update(JSON.stringify(plans)).digest("hex").slice(0, DIGITS);
}

const DIGITS = 32;

function planText({ project, stack, about, failed, changes, outputs, imagesBuilt }: PreviewModel): string {
  const texts = (all: readonly unknown[]): readonly string[] => all.map(canonical).sort();
  return canonical({
    project,
    stack,
    about,
    failed,
    changes: texts(changes.map(({ op, urn, destructive, deletesFirst, replaceReasons, properties }) => ({ op, urn, destructive, ...(deletesFirst === undefined ? {} : { deletesFirst }), replaceReasons: replaceReasons.toSorted(), properties: texts(properties.map(asPlanned)) }))),
    outputs: texts(outputs.map((output) => ({ ...asPlanned(output), breaking: output.breaking, exposed: output.exposed }))),
    images: texts(imagesBuilt),
  });
}

function asPlanned({ path, kind, before, after }: PropertyChange) {
  return { path, kind, before: stable(before), after: stable(after) };
}

function stable(value: Value | undefined): Value | string | undefined {
  return value === undefined || value.shown === "plain" ? value : value.shown;
}
