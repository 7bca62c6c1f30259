import type { Operation, OutputChange, PropertyChange, ResourceChange } from "../model/model.ts";
import { propertyDiff, resourceDiff } from "./diff-lines.ts";
import type { DiffLine, Lengths } from "./diff-lines.ts";
import { html } from "./html-text.ts";
import type { Markup } from "./html-text.ts";
import { OPERATIONS, SIGNS, effectOf } from "./wording.ts";

/** A page has room, but not for a whole data set in one value. */
const LONG: Lengths = Object.freeze({ line: 10_000, lines: 1_000 });
/** As many resources are open from the beginning. */
const OPEN = 12;

const TITLES: Readonly<Record<Operation, string>> = { replace: "To replace", delete: "To delete", update: "To update", create: "To create", import: "To import", read: "To look up" };

/** What may stop or be lost. */
export function destructiveChanges(changes: readonly ResourceChange[]): readonly Markup[] {
  if (changes.length === 0) return [];
  return [html`<h3>Stops or loses something <small>${changes.length}</small></h3>\n`, ...changes.map((change) => card(change, changes.length <= OPEN))];
}

/** Everything else, each operation under a heading of its own. */
export function otherChanges(changes: readonly ResourceChange[]): readonly Markup[] {
  return OPERATIONS.flatMap((wanted) => {
    const members = changes.filter(({ op }) => op === wanted);
    return members.length === 0 ? [] : [html`<h3>${TITLES[wanted]} <small>${members.length}</small></h3>\n`, ...members.map((change) => card(change, changes.length <= OPEN))];
  });
}

function card(change: ResourceChange, open: boolean): Markup {
  const { op, kind, name, destructive, consequences } = change;
  const effect = effectOf(change);
  const look = `card ${op}${destructive ? " bad" : ""}`;
  const fate = consequences.length === 0 ? "" : html`<span class="fate">${consequences.join(" ")}</span>`;
  const title = html`<span class="sign">${SIGNS[op]}</span> ${kind} <span class="name">${name}</span>${effect === undefined ? "" : html` <span class="effect">${effect}</span>`}${fate}`;
  const lines = resourceDiff(change, LONG);
  if (lines.length === 0) return html`<div class="${look}"><div class="head">${title}</div></div>\n`;
  return html`<details class="${look}"${open ? html` open` : ""}><summary>${title}</summary>\n${diffMarkup(lines)}\n</details>\n`;
}

/** What happens to outputs, what exposes or breaks something first. */
export function outputChanges(all: readonly OutputChange[]): readonly Markup[] {
  const alarming = [...all.filter(({ exposed }) => exposed), ...all.filter(({ exposed, breaking }) => breaking && !exposed)];
  const others = all.filter(({ exposed, breaking }) => !exposed && !breaking);
  if (all.length === 0) return [];
  return [
    html`<h3>Outputs <small>${all.length}</small></h3>\n`,
    ...alarming.map((output) => html`<div class="card bad"><p><span class="name">${output.path}</span> ${output.exposed ? "A secret becomes readable for everybody who reads outputs." : "Who reads it may fail."}</p>${diffOf(output)}</div>\n`),
    ...(others.length === 0 ? [] : [html`<div class="card">${diffMarkup(others.flatMap((output) => propertyDiff(output, LONG)))}</div>\n`]),
  ];
}

function diffOf(property: PropertyChange): Markup {
  return diffMarkup(propertyDiff(property, LONG));
}

/** Lines with their colours; signs say the same to who sees none. */
export function diffMarkup(lines: readonly DiffLine[]): Markup {
  return html`<pre>${lines.map(lineMarkup)}</pre>`;
}

function lineMarkup({ sign, text }: DiffLine): Markup {
  if (sign === "+") return html`<ins>+ ${text}</ins>`;
  if (sign === "-") return html`<del>- ${text}</del>`;
  return sign === "!" ? html`<mark>! ${text}</mark>` : html`<i>  ${text}</i>`;
}
