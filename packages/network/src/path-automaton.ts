import type { CharacterRange } from "./character-ranges.ts";
import { parsedPath } from "./path-regex.ts";
import { PathStates } from "./path-states.ts";
import type { State } from "./path-states.ts";

/** The places that a path may have led to, each once and in order; none if no path goes on so. */
export type Places = readonly number[];

/** The paths that a route is for, read character by character. Unlike a RegExp it can be compared with another one. */
export class PathAutomaton {
  /** Every set of characters that it tells from others. */
  readonly ranges: readonly CharacterRange[];
  /** The places before the first character. */
  readonly start: Places;
  readonly #states: readonly State[];
  readonly #accepting: ReadonlySet<number>;
  readonly #alive: ReadonlySet<number>;

  private constructor(build: (states: PathStates, from: number) => number) {
    const states = new PathStates();
    const first = states.add();
    const last = build(states, first);
    this.#states = states.all;
    this.ranges = states.all.flatMap(({ steps }) => steps.flatMap(({ on }) => on));
    this.#accepting = allLeadingTo(new Set([last]), states.all, ({ jumps, ends }) => [...jumps, ...ends]);
    this.#alive = allLeadingTo(this.#accepting, states.all, ({ jumps, steps }) => [...jumps, ...steps.map(({ to }) => to)]);
    this.start = this.#places([first]);
  }

  /** Exactly one path. */
  static exactly(path: string): PathAutomaton {
    return new PathAutomaton((states, from) => states.text(from, path));
  }

  /** Every path that begins with a text. */
  static beginningWith(text: string): PathAutomaton {
    return new PathAutomaton((states, from) => states.rest(states.text(from, text)));
  }

  /** A path and all below it, by whole elements. */
  static below(prefix: string): PathAutomaton {
    if (prefix === "/") return PathAutomaton.beginningWith("/");
    return new PathAutomaton((states, from) => states.maybe(states.text(from, prefix), (end) => states.rest(states.text(end, "/"))));
  }

  /**
   * Every path that the whole of a regular expression matches.
   * @throws SyntaxError when it is none
   */
  static matching(expression: string): PathAutomaton {
    return new PathAutomaton((states, from) => states.alternatives(from, parsedPath(expression).alternatives));
  }

  /** Whether a path may end at one of these places. */
  accepts(places: Places): boolean {
    return places.some((place) => this.#accepting.has(place));
  }

  /** The places that a character leads to. */
  next(places: Places, character: number): Places {
    const steps = places.flatMap((place) => this.#states[place]?.steps ?? []);
    return this.#places(steps.flatMap(({ on, to }) => (on.some(([first, last]) => first <= character && character <= last) ? [to] : [])));
  }

  /** These places and what they lead to without a character; not those from which no path is left. */
  #places(states: readonly number[]): Places {
    const reached = new Set(states);
    for (const state of reached) for (const jump of this.#states[state]?.jumps ?? []) reached.add(jump);
    return [...reached].filter((state) => this.#alive.has(state)).sort((a, b) => a - b);
  }
}

/** Some states and all that lead to one of them. */
function allLeadingTo(some: ReadonlySet<number>, states: readonly State[], ways: (state: State) => readonly number[]): ReadonlySet<number> {
  const before = new Map<number, number[]>();
  for (const [from, state] of states.entries()) {
    for (const to of ways(state)) {
      const earlier = before.get(to);
      if (earlier === undefined) before.set(to, [from]);
      else earlier.push(from);
    }
  }
  const all = new Set(some);
  for (const state of all) for (const earlier of before.get(state) ?? []) all.add(earlier);
  return all;
}
