import { oneLine } from "./visible-text.ts";

/** What makes hosts notify people, link other issues or apply labels when a word follows. */
const CALLS = /([@#!$%~^])(?=[\p{L}\p{N}_"])|(&)(?=\d)|(GH)(?=-\d)|(:)(?=\/\/)/giu;
/** Nobody sees it, and it stands between. */
const BETWEEN = "\u200b";
/** What Markdown or HTML would read as more than a character. Underscores within words are none. */
const MEANT = /[\\`*<>[\]|~&]|(?<!\w)_|_(?!\w)/g;

/** Text that is nothing but text, in Markdown and in HTML alike, in a cell of a table as well. */
export function plain(text: string): string {
  return oneLine(text)
    .replaceAll(CALLS, `$1$2$3$4${BETWEEN}`)
    .replaceAll(MEANT, (character) => entity(character));
}

/** Text as code. */
export function code(text: string): string {
  const shown = oneLine(text);
  const fence = "`".repeat(longestRun(shown) + 1);
  const space = shown === "" || shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${space}${shown}${space}${fence}`;
}

/** Lines as a block of code, within a fence that none of them ends. */
export function fenced(lines: readonly string[], language: string): string {
  const fence = "`".repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
  return [`${fence}${language}`, ...lines, fence].join("\n");
}

/** A part that is closed until somebody opens it. */
export function details(summary: string, content: string, open = false): string {
  return `<details${open ? " open" : ""}><summary>${summary}</summary>\n\n${content}\n</details>`;
}

function entity(character: string): string {
  const names: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  return names[character] ?? `&#${character.charCodeAt(0)};`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
