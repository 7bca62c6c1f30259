import type { AST } from "@eslint-community/regexpp";

/** Characters from one UTF-16 code unit to another, both included. */
export type CharacterRange = readonly [first: number, last: number];

const LAST = 0xffff;

/** Every character. */
export const anything: readonly CharacterRange[] = Object.freeze([[0, LAST]] as const);

const classes: Readonly<Record<"digit" | "space" | "word", readonly CharacterRange[]>> = Object.freeze({
  digit: [[0x30, 0x39]],
  space: [[0x09, 0x0d], [0x20, 0x20]],
  word: [[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]],
});

/** The characters that a part of a regular expression stands for. */
export function rangesOf(element: AST.CharacterClassElement | AST.CharacterClass | AST.CharacterSet): readonly CharacterRange[] {
  switch (element.type) {
    case "Character":
      return [[element.value, element.value]];
    case "CharacterClassRange":
      return [[element.min.value, element.max.value]];
    case "CharacterClass":
      return negatedIf(element.negate, element.elements.flatMap(rangesOf));
    case "CharacterSet":
      return element.kind === "any" || element.kind === "property" ? anything : negatedIf(element.negate, classes[element.kind]);
    default:
      return anything;
  }
}

/** Where one of several sets of ranges begins or has just ended: between two of these all characters are alike. */
export function boundariesOf(ranges: readonly CharacterRange[]): readonly number[] {
  const all = new Set([0, ...ranges.flatMap(([first, last]) => [first, last + 1])]);
  return [...all].filter((each) => each <= LAST).sort((a, b) => a - b);
}

function negatedIf(negate: boolean, ranges: readonly CharacterRange[]): readonly CharacterRange[] {
  if (!negate) return ranges;
  const gaps: CharacterRange[] = [];
  let next = 0;
  for (const [first, last] of [...ranges].sort(([a], [b]) => a - b)) {
    if (first > next) gaps.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  return next > LAST ? gaps : [...gaps, [next, LAST]];
}
