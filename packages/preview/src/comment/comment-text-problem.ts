import { CommentError } from "./comment-error.ts";
import type { CommentText } from "../comment-text.ts";

/** Every marker begins so: no other comment of the same user can. */
const BEGINNING = "<!-- moorage-preview ";
/** A marker that ends within a name would also find comments of longer names. */
const ENDING = /["\]}>]$/;

/**
 * Refuses a text that would find, or leave, the wrong comment, and one that the host does not take.
 * @param longest Longest comment that the host takes, in characters.
 * @throws CommentError
 */
export function requirePostable({ marker, body }: CommentText, longest: number): void {
  if (!marker.startsWith(BEGINNING) || !ENDING.test(marker) || /[\r\n]/.test(marker)) throw new CommentError(`the comment: its marker is ${JSON.stringify(marker)}`, `let it be one line that begins with ${JSON.stringify(BEGINNING)} and ends with a closed name`);
  if (!body.startsWith(marker)) throw new CommentError("the comment: it does not begin with its marker, and would not be found again", "let its first line begin with the marker");
  if (body.length > longest) throw new CommentError(`the comment: it has ${body.length} characters; the host takes ${longest}`, "render it with a smaller budget, and keep the whole with `--comment file`");
}
