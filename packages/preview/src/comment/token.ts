import { CommentError, oneLine } from "./comment-error.ts";

const SENDABLE = /^[\x21-\x7e]+$/;

/** What is wrong with a token, in words that hold nothing of it; `undefined` when a header can carry it. */
export function tokenProblem(value: string): string | undefined {
  return SENDABLE.test(value.trim()) ? undefined : "has a character that no token has, such as a space or a line break";
}

/**
 * A token of GitHub or GitLab. Printing it, or an object that holds it, shows nothing of it.
 *
 * @example
 * ```ts
 * import { Token } from "@moorage/preview";
 *
 * const token = new Token("an-example");
 * console.log(`${token.toString()} is all that anybody sees`);
 * ```
 */
export class Token {
  readonly #value: string;

  /**
   * @param value The token; white space around it, as `echo` leaves it, is not part of it.
   * @throws CommentError when no header can carry it: the runtime's own error would show it
   */
  constructor(value: string) {
    const problem = tokenProblem(value);
    if (problem !== undefined) throw new CommentError(`token: ${problem}`, "set it again, as one word");
    this.#value = value.trim();
  }

  /** Value of the header `Authorization`; both hosts take it, and it does not follow a redirection to another host. */
  authorization(): string {
    return `Bearer ${this.#value}`;
  }

  /** A text of somebody else's in one line, without this token. */
  hiddenIn(text: string): string {
    return oneLine(text.replaceAll(this.#value, "[token]"));
  }

  toString(): string {
    return "[token]";
  }

  toJSON(): string {
    return this.toString();
  }
}
