import type { PreviewModel } from "@moorage/preview";
import { saltOf } from "./stack-settings.ts";
import type { StackPreview } from "./stack-preview.ts";
import type { Target } from "./target.ts";

const BETWEEN = "-";

/** The hash of one stack's plan; none of a preview that failed, because nobody can have agreed to it. */
export async function planHash(target: Target, model: PreviewModel): Promise<string | undefined> {
  const { diffHash } = await import("@moorage/preview");
  return model.failed ? undefined : diffHash([model], saltOf(target));
}

/** What a comment holds of all stacks: a hash each, because they are brought up one after the other. */
export async function planHashes(previews: readonly StackPreview[]): Promise<string | undefined> {
  const hashes = await Promise.all(previews.map(async ({ target, model }) => planHash(target, model)));
  const known = hashes.filter((hash) => hash !== undefined);
  return known.length === 0 ? undefined : known.join(BETWEEN);
}

/** Whether a stack's plan is among those that were reviewed. */
export function wasReviewed(hash: string, reviewed: string): boolean {
  return reviewed.split(BETWEEN).includes(hash);
}
