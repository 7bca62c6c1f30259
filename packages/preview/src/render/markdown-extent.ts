import type { PreviewModel, ResourceChange } from "../model/model.ts";
import { counted } from "./diff-lines.ts";
import type { Room } from "./markdown-sections.ts";
import { code } from "./markdown-text.ts";
import type { Labelled, RenderOptions } from "./options.ts";
import { OPERATIONS, countsAside, isContract, listed, sorted } from "./wording.ts";

/** How much is told of what no host's limit may drop: the first that fits is taken. */
export interface Depth {
  /** How destructive changes are told: with what changes in them, in a line each, or by their names. */
  readonly destructive: "details" | "lines" | "names";
  /** How much is told of errors, policies, outputs and images. */
  readonly room: Room;
}

/** Every depth, the deepest first. */
export const DEPTHS: readonly [Depth, ...Depth[]] = [
  { destructive: "details", room: { entries: 50, lines: 40 } },
  { destructive: "details", room: { entries: 10, lines: 5 } },
  { destructive: "lines", room: { entries: 10, lines: 5 } },
  { destructive: "names", room: { entries: 3, lines: 1 } },
];

/** How much of previews is told. */
export interface Extent extends Depth {
  /** The changes that are told beside the destructive ones. */
  readonly kept: ReadonlySet<ResourceChange>;
  /** As many destructive changes of each preview are told, where there is no room for all their names. */
  readonly names: number;
  /** As many rows of the table are there. */
  readonly rows: number;
}

/** Changes that may be left out, the last of them first to go: what is made before what changes, and from the end. */
export function dispensable(previews: readonly Labelled[]): readonly ResourceChange[] {
  const all = previews.flatMap(({ model }) => sorted(model).others);
  return OPERATIONS.flatMap((wanted) => all.filter(({ op }) => op === wanted));
}

const NOUNS = { replace: "replacement", delete: "deletion", update: "update", create: "creation", import: "import", read: "look-up" } as const;

/** What is left out, and where it is. */
export function leftOut(previews: readonly Labelled[], { destructive, kept, rows }: Extent, options: RenderOptions): readonly string[] {
  const others = dispensable(previews).filter((change) => !kept.has(change));
  const counts = OPERATIONS.map((wanted) => [NOUNS[wanted], others.filter(({ op }) => op === wanted).length] as const);
  const kinds = counts.filter(([, count]) => count > 0).map(([noun, count]) => counted(count, noun));
  const what = [
    ...(kinds.length === 0 ? [] : [`${counted(others.length, "resource")} (${listed(kinds)})`]),
    ...(destructive === "details" ? [] : ["details of destructive changes"]),
    ...(previews.length > rows ? [counted(previews.length - rows, "preview")] : []),
  ];
  if (what.length > 0) return [`**Left out for want of room: ${listed(what)}.**${where(options, " Everything is")}`];
  return previews.some(({ model }) => countsAside(model) && onlyCounts(model)) && options.artifact !== undefined ? [where(options, "What the table only counts is")] : [];
}

function onlyCounts({ policies: { violations }, outputs }: PreviewModel): boolean {
  return (violations.length > 0 && violations.every(({ mandatory }) => !mandatory)) || outputs.some(({ path, exposed }) => !exposed && isContract(path));
}

function where({ artifact }: RenderOptions, begin: string): string {
  return artifact === undefined ? "" : `${begin} in the artifact ${code(artifact)}.`;
}
