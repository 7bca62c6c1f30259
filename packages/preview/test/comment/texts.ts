import type { CommentText } from "../../src/comment-text.ts";

/** A comment as a renderer makes it. */
export function textOf(content: string, project = "board"): CommentText {
  const marker = `<!-- moorage-preview {"project":"${project}"`;
  return { marker, body: `${marker},"sha":"4f1c2ab","diffHash":"0"} -->\n## ${project}\n${content}` };
}
