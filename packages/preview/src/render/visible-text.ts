/** Characters that nobody sees, or that turn around what follows them. */
export const HIDDEN = /(?![\t\n])[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** Half a character. */
const HALF = /\p{Surrogate}/gu;

/** Half a character, which no encoding keeps, becomes one that says so. */
export function wellFormed(text: string): string {
  return text.replaceAll(HALF, "\ufffd");
}

/** The text with every character visible: terminals obey no escape sequence in it, and nothing is hidden from a reviewer. */
export function visible(text: string): string {
  return wellFormed(text).replaceAll(/\r\n?/g, "\n").replaceAll(HIDDEN, (character: string) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The text in one line. */
export function oneLine(text: string): string {
  return visible(text).replaceAll(/\s+/g, " ").trim();
}

/** The lines of a text. A line break at its end begins no line. */
export function linesOf(text: string): readonly string[] {
  return visible(text).replace(/\n$/, "").split("\n");
}

/** The beginning of the text, with a mark if something is cut off. Never half a character. */
export function clipped(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, Math.max(0, longest - 1)).replace(/[\ud800-\udbff]$/, "")}…`;
}
