import type { PropertyChange, ResourceChange } from "../model/model.ts";
import { clipped, linesOf, oneLine } from "./visible-text.ts";

/** A line of a diff. */
export interface DiffLine {
  /** What happens to what the line says; `!` for a value that changes and is not shown, a space for what stays. */
  readonly sign: "+" | "-" | "!" | " ";
  /** What the line says. */
  readonly text: string;
}

/** How much of a long value is shown. */
export interface Lengths {
  /** Characters of a line. */
  readonly line: number;
  /** Lines of one side of a value. */
  readonly lines: number;
}

/** For texts that people read as a whole. */
export const SHORT: Lengths = Object.freeze({ line: 300, lines: 20 });

/** Where pods are described: everybody knows that a container is in one. */
const POD = /^spec\.(?:jobTemplate\.spec\.)?template\.spec\./;
const CONTEXT = 24;

/** The path as people say it. */
export function shortPath(path: string): string {
  return path.replace(POD, "");
}

/** The diff of a resource. */
export function resourceDiff({ properties, replaceReasons }: Pick<ResourceChange, "properties" | "replaceReasons">, lengths: Lengths): readonly DiffLine[] {
  return properties.flatMap((property) => propertyDiff(property, lengths, replaceReasons.some((reason) => leadsTo(reason, property.path)) ? ["cannot change in place"] : []));
}

/** The diff of one property, with notes. */
export function propertyDiff({ path, before, after, note }: PropertyChange, lengths: Lengths, notes: readonly string[] = []): readonly DiffLine[] {
  const name = oneLine(shortPath(path));
  const all = [...(note === undefined ? [] : [note]), ...notes].map(oneLine).join("; ");
  const end = all === "" ? "" : `  # ${all}`;
  if (before?.text === after?.text) return [{ sign: "!", text: `${clipped(`${name}: ${oneLine(before?.text ?? "")}`, lengths.line)} (changed)${end}` }];
  const [old, now] = [linesOf(before?.text ?? ""), linesOf(after?.text ?? "")];
  if (old.length > 1 || now.length > 1) return block(`${name}:${end}`, before === undefined ? [] : old, after === undefined ? [] : now, lengths);
  const [was, is] = excerpts(old[0] ?? "", now[0] ?? "", lengths.line);
  return [
    ...(before === undefined ? [] : [{ sign: "-", text: `${name}: ${was}${after === undefined ? end : ""}` } as const]),
    ...(after === undefined ? [] : [{ sign: "+", text: `${name}: ${is}${end}` } as const]),
  ];
}

/** Values of several lines: what both have at their beginning and end stays out. */
function block(head: string, old: readonly string[], now: readonly string[], lengths: Lengths): readonly DiffLine[] {
  const shorter = Math.min(old.length, now.length);
  const first = lengthWhile(shorter, (index) => old[index] === now[index]);
  const last = lengthWhile(shorter - first, (index) => old.at(-1 - index) === now.at(-1 - index));
  return [
    { sign: old.length === 0 ? "+" : now.length === 0 ? "-" : "!", text: head },
    ...same(first),
    ...side("-", old.slice(first, old.length - last), lengths),
    ...side("+", now.slice(first, now.length - last), lengths),
    ...same(last),
  ];
}

function side(sign: "+" | "-", all: readonly string[], { line, lines }: Lengths): readonly DiffLine[] {
  const shown = all.slice(0, lines).map((text) => ({ sign, text: `  ${clipped(text, line)}` }));
  return all.length > lines ? [...shown, { sign, text: `  … ${counted(all.length - lines, "more line")}` }] : shown;
}

function same(count: number): readonly DiffLine[] {
  return count === 0 ? [] : [{ sign: " ", text: `  … ${counted(count, "line")} as before` }];
}

/** Both texts within the length, where they differ. */
function excerpts(was: string, is: string, longest: number): readonly [string, string] {
  if (was.length <= longest && is.length <= longest) return [was, is];
  const first = lengthWhile(Math.min(was.length, is.length), (index) => was[index] === is[index]);
  const from = first > CONTEXT * 2 ? first - CONTEXT : 0;
  const excerpt = (text: string): string => clipped(from === 0 ? text : `…${text.slice(from).replace(/^[\udc00-\udfff]/, "")}`, longest);
  return [excerpt(was), excerpt(is)];
}

function lengthWhile(longest: number, holds: (index: number) => boolean): number {
  let length = 0;
  while (length < longest && holds(length)) length += 1;
  return length;
}

function leadsTo(reason: string, path: string): boolean {
  return path === reason || path.startsWith(`${reason}.`) || path.startsWith(`${reason}[`);
}

/** `1 line`, `2 lines`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
