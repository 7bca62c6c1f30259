import { CommentError } from "./comment-error.ts";
import { oldestFirst } from "./comment-host.ts";
import type { CommentHost } from "./comment-host.ts";
import type { CommentText } from "../comment-text.ts";

/** What became of a comment. */
export interface PostedComment {
  readonly action: "created" | "updated";
  /**
   * Web address of the comment.
   * @default none: the host does not tell it
   */
  readonly url?: string;
}

/** Somebody removes the comment while it is being edited: that happens once. */
const ROUNDS = 3;

/**
 * Leaves one comment with this text. Two jobs at once both find none and both write one; therefore each looks again
 * after it wrote: the oldest stays, with the text of whoever comes last, and younger ones go.
 * @throws CommentError when the comment keeps vanishing
 */
export async function stickyComment(host: CommentHost, { marker, body }: CommentText): Promise<PostedComment> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await host.own(marker);
    const created = before.length === 0 ? await host.create(body) : undefined;
    // What was just written may be missing in the list for a moment.
    const [oldest, ...younger] = created === undefined ? before : oldestFirst([created, ...(await host.own(marker))]);
    if (oldest === undefined) continue;
    const kept = oldest.id === created?.id ? created : await host.update(oldest.id, body);
    if (kept === undefined) continue;
    for (const { id } of younger) await host.remove(id);
    return { action: kept === created ? "created" : "updated", ...(kept.url === undefined ? {} : { url: kept.url }) };
  }
  throw new CommentError("the comment: whenever it is written, it is removed at once", "look for another job or bot that removes comments");
}
