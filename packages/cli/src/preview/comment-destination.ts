import type { CommentTarget, RenderOptions } from "@moorage/preview";
import type { StackPreview } from "./stack-preview.ts";

/** Where comments may go. */
export const DESTINATIONS = ["github", "gitlab", "file"] as const;
/** One of them. */
export type Destination = (typeof DESTINATIONS)[number];

/** A place for a comment that was found to be there. */
export type Place = CommentTarget | { readonly host: "file"; readonly path: string };

/**
 * Where a comment is to go; finds out before anything is previewed.
 * @throws InputError with everything that is missing in the environment, a line each
 */
export async function destinationOf(destination: Destination, path: string, env: NodeJS.ProcessEnv): Promise<Place> {
  if (destination === "file") return { host: "file", path };
  const { targetFromEnvironment } = await import("@moorage/preview");
  return targetFromEnvironment(env, destination);
}

/** Writes the comment, within the budget of where it goes; also that of a preview that failed, in the place of one that did not. */
export async function sendComment(previews: readonly StackPreview[], options: RenderOptions, place: Place, { onWait, signal }: { readonly onWait: (line: string) => void; readonly signal: AbortSignal }): Promise<string> {
  const { fileComment, postComment, renderMarkdown } = await import("@moorage/preview");
  const models = previews.map(({ model }) => model);
  if (place.host === "file") {
    await fileComment(place.path, renderMarkdown(models, options));
    return `the comment is in ${place.path}`;
  }
  const { action, url } = await postComment(renderMarkdown(models, { ...options, host: place.host }), place, { onWait, signal });
  return `the comment was ${action}${url === undefined ? "" : `: ${url}`}`;
}
