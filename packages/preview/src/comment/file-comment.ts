import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { CommentText } from "../comment-text.ts";
import { CommentError } from "./comment-error.ts";

/**
 * Writes a comment to a file, whole or not at all; folders on the way are made.
 * @param path Path of the file; one that is there is replaced.
 * @throws CommentError, one line, when it cannot
 *
 * @example
 * ```ts
 * import { fileComment } from "@moorage/preview";
 *
 * const marker = '<!-- moorage-preview {"project":"board"}';
 * await fileComment("preview.md", { marker, body: `${marker} -->\nno changes` });
 * ```
 */
export async function fileComment(path: string, { body }: CommentText): Promise<void> {
  const folder = dirname(path);
  // In the same folder, so that it is a rename within one file system.
  const whole = join(folder, `.${basename(path)}.${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(whole, body.endsWith("\n") ? body : `${body}\n`, { flag: "wx" });
    await rename(whole, path);
  } catch (error) {
    await rm(whole, { force: true }).catch(() => undefined);
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CommentError(`${path}: the comment cannot be written there: ${code}`, "name a file in a folder that this user may write to");
  }
}
