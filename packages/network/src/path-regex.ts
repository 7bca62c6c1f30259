import { RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import type { AST } from "@eslint-community/regexpp";
import type { Problem } from "@moorage/core";

const parser = new RegExpParser();

/** What keeps a regular expression from being one that every controller understands: they use RE2. */
export function pathRegexProblem(path: string): Omit<Problem, "path"> | undefined {
  const got = JSON.stringify(path);
  let pattern: AST.Pattern;
  try {
    pattern = parser.parsePattern(path, 0, path.length, { unicode: false, unicodeSets: false });
  } catch {
    return { problem: "is no regular expression", got, expected: "one of RE2" };
  }
  let problem: Omit<Problem, "path"> | undefined;
  visitRegExpAST(pattern, {
    onAssertionEnter: ({ kind }) => {
      if (kind === "lookahead" || kind === "lookbehind") problem = { problem: `has a ${kind}, which RE2 lacks`, got, expected: "one of RE2" };
    },
    onBackreferenceEnter: () => void (problem = { problem: "has a reference back, which RE2 lacks", got, expected: "one of RE2" }),
  });
  return problem;
}

/** Length of the shortest path that a regular expression matches. Whatever it is part of matches nothing longer. */
export function shortestMatch(path: string): number {
  return shortestOf(parser.parsePattern(path, 0, path.length, { unicode: false, unicodeSets: false }).alternatives);
}

/** What a regular expression begins with before anything in it may vary. */
export function literalBeginning(path: string): string {
  return /^\^?((?:[\w/~%-]|\\[./-])*)(?![?*{])/.exec(path)?.[1] ?? "";
}

function shortestOf(alternatives: readonly AST.Alternative[]): number {
  return Math.min(...alternatives.map(({ elements }) => elements.reduce((sum, element) => sum + shortest(element), 0)));
}

function shortest(element: AST.Element): number {
  switch (element.type) {
    case "Group":
    case "CapturingGroup":
      return shortestOf(element.alternatives);
    case "Quantifier":
      return element.min * shortest(element.element);
    case "Assertion":
    case "Backreference":
      return 0;
    default:
      return 1;
  }
}
