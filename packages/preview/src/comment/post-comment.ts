import type { CommentText } from "../comment-text.ts";
import type { CommentHost } from "./comment-host.ts";
import { requirePostable } from "./comment-text-problem.ts";
import { gitHubComments } from "./github.ts";
import { gitLabNotes } from "./gitlab.ts";
import type { Connection } from "./host-api.ts";
import { Patience, systemClock } from "./patience.ts";
import type { Clock } from "./patience.ts";
import { stickyComment } from "./sticky-comment.ts";
import type { PostedComment } from "./sticky-comment.ts";
import type { CommentTarget } from "./target.ts";

/** How a comment is posted. */
export interface PostOptions {
  /**
   * Hears, in one line without an end, of every wait before it begins: why, and for how long.
   * @default nobody hears
   */
  readonly onWait?: (line: string) => void;
  /**
   * Ends everything, also a wait.
   * @default nothing does
   */
  readonly signal?: AbortSignal;
  /**
   * Longest time for one answer, in milliseconds.
   * @default 30,000
   */
  readonly timeoutMs?: number;
  /**
   * All waiting between tries together, in milliseconds.
   * @default 300,000, five minutes
   */
  readonly patienceMs?: number;
  /**
   * What time it is, and how waiting is done; for tests.
   * @default the clock of this machine
   */
  readonly clock?: Clock;
}

const defaults = Object.freeze({ timeoutMs: 30_000, patienceMs: 300_000 });
const ATTEMPTS = 5;

/**
 * Writes a comment, in the place of the one with the same marker that the token's user wrote before.
 * @throws CommentError, one line, when it cannot; the reason of `signal` when that ended it
 *
 * @example
 * ```ts no-run
 * import { postComment, targetFromEnvironment } from "@moorage/preview";
 *
 * const marker = '<!-- moorage-preview {"project":"board"}';
 * const posted = await postComment({ marker, body: `${marker} -->\nno changes` }, targetFromEnvironment(process.env));
 * console.log(posted.action, posted.url);
 * ```
 */
export async function postComment(text: CommentText, target: CommentTarget, options: PostOptions = {}): Promise<PostedComment> {
  const { signal, clock = systemClock, onWait = () => undefined } = options;
  const { timeoutMs, patienceMs } = { ...defaults, ...options };
  const patience = new Patience({ totalMs: patienceMs, attempts: ATTEMPTS, clock, signal, onWait });
  const host = commentsOf(target, { timeoutMs, patience, now: () => clock.now(), signal });
  requirePostable(text, host.longest);
  return stickyComment(host, text);
}

function commentsOf(target: CommentTarget, connection: Connection): CommentHost {
  return target.host === "github" ? gitHubComments(target, connection) : gitLabNotes(target, connection);
}
