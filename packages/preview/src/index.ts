export * from "./comment/index.ts";
export type { CommentText } from "./comment-text.ts";
