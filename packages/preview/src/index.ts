export * from "./comment/index.ts";
export type { CommentText } from "./comment-text.ts";
export * from "./model/index.ts";
export * from "./render/index.ts";
