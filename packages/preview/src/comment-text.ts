/** A rendered comment: its text, and what is in its first line to find it again. */
export interface CommentText { readonly marker: string; readonly body: string }
