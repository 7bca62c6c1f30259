import { RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import type { AST } from "@eslint-community/regexpp";
import type { Problem } from "@moorage/core";

/** RE2 repeats nothing more often. */
const MOST_REPETITIONS = 1000;
/** Characters that a path is compared with at most, repetitions written out; keeps comparing two expressions quick. */
const MOST_PARTS = 2000;

const parser = new RegExpParser();

/**
 * A regular expression as a tree.
 * @throws SyntaxError when it is none
 */
export function parsedPath(path: string): AST.Pattern {
  return parser.parsePattern(path, 0, path.length, { unicode: false, unicodeSets: false });
}

/**
 * What keeps a regular expression from being one that means the same to every controller: Traefik uses RE2, ingress-nginx PCRE.
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function pathRegexProblem(path: string): Omit<Problem, "path"> | undefined {
  const fault = faultOf(path);
  return fault === undefined ? undefined : { problem: fault, got: JSON.stringify(path), expected: "a regular expression of RE2 for the whole path" };
}

function faultOf(path: string): string | undefined {
  const odd = /[^!-~]|["`]/.exec(path);
  if (odd !== null) return `has ${JSON.stringify(odd[0])}, which no path has as it is`;
  let pattern: AST.Pattern;
  try {
    pattern = parsedPath(path);
  } catch {
    return "is no regular expression";
  }
  if (pattern.alternatives.length > 1) return "has alternatives outside of a group";
  return constructFault(pattern) ?? (parts(pattern.alternatives) > MOST_PARTS ? "repeats too much" : undefined);
}

/** What RE2 lacks or reads differently. */
function constructFault(pattern: AST.Pattern): string | undefined {
  const faults: string[] = [];
  visitRegExpAST(pattern, {
    onAssertionEnter: ({ kind }) => {
      if (kind === "lookahead" || kind === "lookbehind") faults.push(`has a ${kind}, which RE2 lacks`);
      if (kind === "start") faults.push("has ^, and the whole path is compared anyway");
    },
    onBackreferenceEnter: () => void faults.push("has a reference back to a group, which RE2 lacks"),
    onModifiersEnter: () => void faults.push("has flags, which not every controller takes"),
    onQuantifierEnter: ({ min, max }) => {
      if (times(min, max) > MOST_REPETITIONS) faults.push(`repeats more than ${MOST_REPETITIONS} times`);
    },
    onCharacterClassEnter: ({ elements }) => {
      if (elements.length === 0) faults.push("has a class without characters");
      if (elements.slice(1, -1).some(({ raw }) => raw === "-")) faults.push("has - in the middle of a class");
      if (elements.some(({ raw }) => raw === "[")) faults.push("has [ within a class, which RE2 reads differently");
    },
    onCharacterEnter: ({ raw, parent }) => {
      if (/^\\[A-Za-z0-9]/.test(raw) && !/^\\([tnrfv]|x[\dA-Fa-f]{2})$/.test(raw)) faults.push(`has ${raw}, which RE2 lacks`);
      if (/^[{}]$/.test(raw) && parent.type !== "CharacterClass") faults.push(`has ${raw} without a count, which not every controller reads as itself`);
    },
  });
  return faults[0];
}

function times(min: number, max: number): number {
  return Number.isFinite(max) ? max : Math.max(min, 1);
}

function parts(alternatives: readonly AST.Alternative[]): number {
  return alternatives.reduce((sum, { elements }) => sum + elements.reduce((own, element) => own + partsOf(element), 0), 0);
}

function partsOf(element: AST.Element): number {
  if (element.type === "Quantifier") return times(element.min, element.max) * partsOf(element.element);
  return element.type === "Group" || element.type === "CapturingGroup" ? parts(element.alternatives) : 1;
}
