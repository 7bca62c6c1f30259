/** Why a comment was not written, in one line: where, what is wrong, what to do. Never holds a token. */
export class CommentError extends Error {
  /** What the host answered, as an HTTP status; `undefined` when it did not answer or was not asked. */
  readonly status: number | undefined;

  /**
   * @param what Where and what is wrong.
   * @param fix What to do.
   * @param status HTTP status of the host's answer.
   */
  constructor(what: string, fix: string, status?: number) {
    // What a host says may end in a full stop of its own.
    super(`${oneLine(what).replace(/\.$/, "")}. Fix: ${oneLine(fix)}`);
    this.name = "CommentError";
    this.status = status;
  }
}

/** A text of somebody else's in one line, without control characters, so that it cannot pass for a log line or a workflow command. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
}
