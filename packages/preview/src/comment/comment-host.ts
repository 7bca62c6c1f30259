import { CommentError } from "./comment-error.ts";

/** A comment that the token's own user or bot wrote. */
export interface OwnComment {
  /** Its number; an older comment has a lower one. */
  readonly id: number;
  /** Web address. */
  readonly url?: string;
}

/** The comments of one pull or merge request. */
export interface CommentHost {
  /** Longest comment that the host takes, in characters. */
  readonly longest: number;
  /** Comments of the token's own user or bot that begin with a marker, from all pages, the oldest first. */
  own(marker: string): Promise<readonly OwnComment[]>;
  create(body: string): Promise<OwnComment>;
  /** `undefined` when the comment is gone. */
  update(id: number, body: string): Promise<OwnComment | undefined>;
  /** Gone already is as good. */
  remove(id: number): Promise<void>;
}

/** Oldest first, each once. */
export function oldestFirst(comments: readonly OwnComment[]): readonly OwnComment[] {
  return [...new Map(comments.map((each) => [each.id, each])).values()].sort((one, other) => one.id - other.id);
}

/** Whether a comment begins with a marker. A host may put line breaks before it. */
export function beginsWith(marker: string, body: string): boolean {
  return body.trimStart().startsWith(marker);
}

/** What a request gives; `undefined` when what it is about is not there. */
export async function unlessGone<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof CommentError && error.status === 404) return undefined;
    throw error;
  }
}
