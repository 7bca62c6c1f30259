import { boundariesOf } from "./character-ranges.ts";
import type { PathAutomaton, Places } from "./path-automaton.ts";

const SLASH = 0x2f;
/** Comparing two expressions that somebody wrote by hand takes far fewer. */
const MOST_PAIRS = 5000;

/** What two machines find on the same path. */
type Verdict = "found" | "none" | "unknown";

/** Whether every path of one is a path of the other; not known of monstrous expressions, and then it is not. */
export function contains(outer: PathAutomaton, inner: PathAutomaton): boolean {
  return search(outer, inner, (ofOuter, ofInner) => inner.accepts(ofInner) && !outer.accepts(ofOuter), (_, ofInner) => ofInner.length > 0) === "none";
}

/** Whether some path is a path of both; not known of monstrous expressions, and then it is. */
export function overlap(one: PathAutomaton, other: PathAutomaton): boolean {
  return search(one, other, (ofOne, ofOther) => one.accepts(ofOne) && other.accepts(ofOther), (ofOne, ofOther) => ofOne.length > 0 && ofOther.length > 0) !== "none";
}

/** Number of characters that all its paths have in common at their beginning. */
export function commonBeginning(automaton: PathAutomaton): number {
  const limits = boundariesOf(automaton.ranges);
  let places = beginning(automaton);
  for (let length = 1; ; length++) {
    const ways = limits.filter((character) => automaton.next(places, character).length > 0);
    const [way, ...others] = ways;
    if (automaton.accepts(places) || way === undefined || others.length > 0 || !limits.includes(way + 1)) return length;
    places = automaton.next(places, way);
  }
}

/** Number of characters of its shortest path. */
export function shortestPath(automaton: PathAutomaton): number {
  const limits = boundariesOf(automaton.ranges);
  const seen = new Set<number>();
  let places = beginning(automaton);
  for (let length = 1; places.length > 0; length++) {
    if (automaton.accepts(places)) return length;
    for (const place of places) seen.add(place);
    const now = places;
    places = [...new Set(limits.flatMap((character) => automaton.next(now, character)))].filter((place) => !seen.has(place));
  }
  return Infinity;
}

/** Reads every path with both machines at once until what is looked for is found, or nothing new can be. */
function search(one: PathAutomaton, other: PathAutomaton, found: (ofOne: Places, ofOther: Places) => boolean, promising: (ofOne: Places, ofOther: Places) => boolean): Verdict {
  const characters = boundariesOf([...one.ranges, ...other.ranges]);
  const pairs = new Map<string, readonly [Places, Places]>();
  const visit = (ofOne: Places, ofOther: Places): void => {
    if (promising(ofOne, ofOther)) pairs.set(`${ofOne.join()} ${ofOther.join()}`, [ofOne, ofOther]);
  };
  visit(beginning(one), beginning(other));
  for (const [ofOne, ofOther] of pairs.values()) {
    if (found(ofOne, ofOther)) return "found";
    if (pairs.size > MOST_PAIRS) return "unknown";
    for (const character of characters) visit(one.next(ofOne, character), other.next(ofOther, character));
  }
  return "none";
}

/** Every path of a URL begins with a slash, whatever else an expression would take. */
function beginning(automaton: PathAutomaton): Places {
  return automaton.next(automaton.start, SLASH);
}
