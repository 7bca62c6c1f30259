import type { ResourceChange } from "../model/model.ts";
import { SHORT, resourceDiff } from "./diff-lines.ts";
import type { DiffLine } from "./diff-lines.ts";
import { code, details, fenced, plain } from "./markdown-text.ts";
import { SIGNS, resourceTitle } from "./wording.ts";

/** As many resources are in one block at most. */
const TOGETHER = 4;
/** As many resources without details are in one line at most. */
const NAMED = 12;

/** What makes a Service be made again while its name stays is its address, which tells reviewers nothing. */
const ADDRESS = /^spec\.clusterIPs?(?:\[\d+\])?$/;

interface Shown {
  readonly change: ResourceChange;
  readonly lines: readonly DiffLine[];
  /** First names of its paths. */
  readonly places: ReadonlySet<string>;
}

/** What may stop or be lost: a line for each. */
export function caution(changes: readonly ResourceChange[]): string {
  const [only, ...more] = changes.map(cautionLine);
  const lines = more.length === 0 ? [only ?? ""] : [only ?? "", ...more].map((line) => `- ${line}`);
  return ["[!CAUTION]", ...lines].map((line) => `> ${line}`).join("\n");
}

function cautionLine({ kind, name, consequences: [fate = "changed.", ...more] }: ResourceChange): string {
  return [`**${plain(kind)} ${code(name)}: ${plain(fate)}**`, ...more.map(plain)].join(" ");
}

/** The same in as few characters as can be: names only. */
export function cautionList(changes: readonly ResourceChange[], leftOut: number): string {
  const titleOf = ({ kind, consequences: [fate = "changed."] }: ResourceChange): string => `${plain(kind)}: ${plain(fate)}`;
  const titles = new Set(changes.map(titleOf));
  const lines = [...titles].map((title) => `- **${title}** ${changes.filter((change) => titleOf(change) === title).map(({ name }) => code(name)).join(" ")}`);
  return ["[!CAUTION]", ...lines, ...(leftOut === 0 ? [] : [`- **and ${leftOut} more for which there is no room here**`])].map((line) => `> ${line}`).join("\n");
}

/** Whether there is something to show of what changes in a resource. */
export function hasDiff(change: ResourceChange): boolean {
  return diffOf(change).length > 0;
}

function diffOf({ kind, op, properties, replaceReasons }: ResourceChange): readonly DiffLine[] {
  const told = kind === "Service" && op === "replace" ? properties.filter(({ path }) => !ADDRESS.test(path)) : properties;
  return resourceDiff({ properties: told, replaceReasons }, SHORT);
}

/** What changes in each resource, in their order. Few resources that cannot be taken for each other share a block. */
export function changeBlocks(changes: readonly ResourceChange[]): readonly string[] {
  return grouped(changes.map(shown)).map(blockOf);
}

function shown(change: ResourceChange): Shown {
  return { change, lines: diffOf(change), places: new Set(change.properties.map(({ path }) => /^[^.[]*/.exec(path)?.[0] ?? "")) };
}

function grouped(all: readonly Shown[]): readonly (readonly Shown[])[] {
  return all.reduce<readonly (readonly Shown[])[]>((groups, next) => {
    const last = groups.at(-1);
    return last !== undefined && belongs(last, next) ? [...groups.slice(0, -1), [...last, next]] : [...groups, [next]];
  }, []);
}

/** Lines do not say which resource they are of: their places must. */
function belongs(group: readonly Shown[], next: Shown): boolean {
  const [first] = group;
  if (first?.change.op !== next.change.op || (first.lines.length === 0) !== (next.lines.length === 0)) return false;
  if (next.lines.length === 0) return group.length < NAMED;
  return next.change.op === "update" && group.length < TOGETHER && [...group, next].every(({ places }) => !places.has("metadata")) && group.every(({ places }) => [...places].every((place) => !next.places.has(place)));
}

function blockOf(group: readonly Shown[]): string {
  const [first] = group;
  const sign = first === undefined ? "" : SIGNS[first.change.op];
  const title = group.map(({ change }) => plain(resourceTitle(change)) + fateOf(change)).join(" · ");
  const lines = group.flatMap(({ lines: own }) => own);
  // A line of its own that began with a plus would be an item of a list.
  return lines.length === 0 ? `${sign === "+" ? "&#43;" : sign} ${title}` : details(`${sign} ${title}`, diffBlock(lines));
}

/** What follows from a change that stops nothing. Of one that does, the caution tells. */
function fateOf({ destructive, consequences }: ResourceChange): string {
  return destructive || consequences.length === 0 ? "" : `: ${plain(consequences.join(" "))}`;
}

/** Lines as a block of code with colours. */
export function diffBlock(lines: readonly DiffLine[]): string {
  return fenced(lines.map(({ sign, text }) => `${sign} ${text}`.trimEnd()), "diff");
}
