import type { CommentText } from "../comment-text.ts";
import type { PreviewModel, ResourceChange } from "../model/model.ts";
import { firstLine, markerOf } from "./first-line.ts";
import { caution, cautionList, changeBlocks, hasDiff } from "./markdown-changes.ts";
import { DEPTHS, dispensable, leftOut } from "./markdown-extent.ts";
import type { Extent } from "./markdown-extent.ts";
import { diagnosticsSection, failure, imageSection, outputSections, policySection } from "./markdown-sections.ts";
import { table } from "./markdown-table.ts";
import { code, plain } from "./markdown-text.ts";
import { BUDGETS, labelled } from "./options.ts";
import type { Labelled, RenderOptions } from "./options.ts";
import { ICONS, bySeverity, gravest, severityOf } from "./severity.ts";
import { clipped } from "./visible-text.ts";
import { countsAside, isSilent, sorted, subject } from "./wording.ts";

const TITLE = 200;

/**
 * The previews as the comment of a pull request: what is destructive first. It keeps to the host's longest comment: whole resources
 * are left out then, and what is destructive is not.
 * @example
 * ```ts
 * import { failedPreview, renderMarkdown } from "@moorage/preview";
 *
 * const preview = failedPreview("no stack named dev", { project: "board", stack: "dev" });
 * console.log(renderMarkdown([preview], { title: "board", sha: "4f1c2ab", host: "github" }).body);
 * ```
 */
export function renderMarkdown(models: readonly PreviewModel[], options: RenderOptions): CommentText {
  return { marker: markerOf(models, options), body: fitting(models, options) };
}

function fitting(models: readonly PreviewModel[], options: RenderOptions): string {
  const previews = bySeverity(labelled(models, options));
  const head = `${firstLine(models, options)}\n${heading(models, options)}`;
  const text = (extent: Extent): string => `${head}\n${content(previews, extent, options)}\n`;
  const longest = options.host === undefined ? Infinity : BUDGETS[options.host];
  const others = dispensable(previews);
  for (const depth of DEPTHS) {
    const at = (count: number): string => text({ ...depth, kept: new Set(others.slice(0, count)), names: Infinity, rows: Infinity });
    const count = most(others.length, (some) => at(some).length <= longest);
    if (count !== undefined) return at(count);
  }
  const lowest = { ...DEPTHS[0], ...DEPTHS.at(-1), kept: new Set<ResourceChange>() };
  const named = (count: number): string => text({ ...lowest, names: count, rows: count });
  const count = most(longest, (some) => named(some).length <= longest);
  return count === undefined ? clipped(`${head}\n${leftOut(previews, { ...lowest, names: 0, rows: 0 }, options).join("\n")}\n`, longest) : named(count);
}

/** The highest number up to `highest` that fits. What fits with more fits with less. */
function most(highest: number, fits: (count: number) => boolean): number | undefined {
  if (fits(highest)) return highest;
  if (!fits(0)) return undefined;
  let [low, high] = [0, highest];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function heading(models: readonly PreviewModel[], options: RenderOptions): string {
  return `## ${ICONS[gravest(models)]} ${plain(clipped(options.title, TITLE))} · ${subject(models, options, code)}`;
}

function content(previews: readonly Labelled[], extent: Extent, options: RenderOptions): string {
  if (previews.every(({ model }) => isSilent(model))) return silence(previews);
  const parts = previews.map((preview) => ({ preview, blocks: blocksOf(preview, extent) })).filter(({ blocks }) => blocks.length > 0);
  const titled = parts.flatMap(({ preview: { label, model }, blocks }) => (parts.length === 1 ? blocks : [`### ${ICONS[severityOf(model)]} ${plain(label)}`, ...blocks]));
  return [table(previews.slice(0, extent.rows)), ...titled, ...leftOut(previews, extent, options)].join("\n\n");
}

function silence(previews: readonly Labelled[]): string {
  const nothing = previews.some(({ model }) => model.about === "drift") ? "No drift" : "No changes";
  return `${[nothing, ...(previews.length === 0 ? [] : [`in ${previews.map(({ label }) => plain(label)).join(", ")}`])].join(" ")}.`;
}

function blocksOf({ label, model }: Labelled, { destructive: how, room, kept, names }: Extent): readonly string[] {
  const { destructive, others } = sorted(model);
  const named = destructive.slice(0, names);
  return [
    ...(destructive.length === 0 ? [] : [how === "names" ? cautionList(named, destructive.length - named.length) : caution(destructive)]),
    ...(how === "details" ? changeBlocks(destructive.filter(hasDiff)) : []),
    ...(model.failed ? failure(label, model.diagnostics, room) : []),
    ...policySection(model.policies, countsAside(model), room),
    ...outputSections(model.outputs, countsAside(model), room),
    ...changeBlocks(others.filter((change) => kept.has(change))),
    ...imageSection(model.imagesBuilt, room),
    ...diagnosticsSection(model.diagnostics, model.failed, room),
  ];
}
