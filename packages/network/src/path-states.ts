import type { AST } from "@eslint-community/regexpp";
import { anything, rangesOf } from "./character-ranges.ts";
import type { CharacterRange } from "./character-ranges.ts";

/** A way from one place to another. */
export interface Step {
  /** The characters that lead there. */
  readonly on: readonly CharacterRange[];
  /** The place that they lead to. */
  readonly to: number;
}

/** A place within an expression. */
export interface State {
  /** Where characters lead. */
  readonly steps: Step[];
  /** Where it leads without a character. */
  readonly jumps: number[];
  /** Where it leads at the end of the path. */
  readonly ends: number[];
}

/**
 * Lays out an expression as places and ways between them. Each method begins at a place and answers with the one it ends at.
 * @see https://swtch.com/~rsc/regexp/regexp1.html
 */
export class PathStates {
  /** The places so far, known by their index. */
  readonly all: State[] = [];

  /** A new place. */
  add(): number {
    return this.all.push({ steps: [], jumps: [], ends: [] }) - 1;
  }

  /** Exactly this text. */
  text(from: number, text: string): number {
    return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)).reduce((state, character) => this.#step(state, [[character, character]]), from);
  }

  /** Whatever comes. */
  rest(from: number): number {
    return this.#repeated(from, (state) => this.#step(state, anything), 0, Infinity);
  }

  /** Nothing, or what `way` lays out. */
  maybe(from: number, way: (from: number) => number): number {
    return this.#repeated(from, way, 0, 1);
  }

  /** One of several ways. */
  alternatives(from: number, alternatives: readonly AST.Alternative[]): number {
    const end = this.add();
    for (const { elements } of alternatives) this.#jump(elements.reduce((state, element) => this.#element(state, element), this.#jump(from, this.add())), end);
    return end;
  }

  #element(from: number, element: AST.Element): number {
    switch (element.type) {
      case "Group":
      case "CapturingGroup":
        return this.alternatives(from, element.alternatives);
      case "Quantifier":
        return this.#repeated(from, (state) => this.#element(state, element.element), element.min, element.max);
      case "Character":
      case "CharacterClass":
      case "CharacterSet":
        return this.#step(from, rangesOf(element));
      case "Assertion":
        return this.#assertion(from, element);
      default:
        return this.#jump(from, this.add());
    }
  }

  /** The boundary of a word is taken for nothing: what matches with it matches without. */
  #assertion(from: number, { kind }: AST.Assertion): number {
    const to = this.add();
    if (kind !== "end") return this.#jump(from, to);
    this.all[from]?.ends.push(to);
    return to;
  }

  #repeated(from: number, once: (from: number) => number, min: number, max: number): number {
    let state = from;
    for (let count = 0; count < min; count++) state = once(state);
    const end = this.add();
    if (max === Infinity) {
      const loop = this.#jump(state, this.add());
      this.#jump(once(loop), loop);
      return this.#jump(loop, end);
    }
    for (let count = min; count < max; count++) {
      this.#jump(state, end);
      state = once(state);
    }
    return this.#jump(state, end);
  }

  #step(from: number, on: readonly CharacterRange[]): number {
    const to = this.add();
    this.all[from]?.steps.push({ on, to });
    return to;
  }

  #jump(from: number, to: number): number {
    this.all[from]?.jumps.push(to);
    return to;
  }
}
