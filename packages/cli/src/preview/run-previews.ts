import { availableParallelism } from "node:os";
import { inParallel } from "./in-parallel.ts";
import { previewProgress } from "./preview-progress.ts";
import type { PreviewProgress, ProgressOutput } from "./preview-progress.ts";
import { previewStack } from "./stack-preview.ts";
import type { PreviewOptions, StackPreview } from "./stack-preview.ts";
import type { Target } from "./target.ts";

/** Previews several stacks side by side, as many as there are processors, and tells how far they are. */
export async function runPreviews(targets: readonly Target[], options: Omit<PreviewOptions, "onProgress">, output: ProgressOutput): Promise<readonly StackPreview[]> {
  const progress = previewProgress(output);
  try {
    return await inParallel(targets, availableParallelism(), async (target) => runOne(target, options, progress));
  } finally {
    progress.close();
  }
}

async function runOne(target: Target, options: Omit<PreviewOptions, "onProgress">, progress: PreviewProgress): Promise<StackPreview> {
  options.signal.throwIfAborted();
  const { label } = target;
  progress.begin(label);
  const preview = await previewStack(target, { ...options, onProgress: (seen, known) => progress.seen(label, seen, known) });
  progress.end(label, preview.model.failed);
  for (const line of preview.log?.split("\n") ?? []) if (line !== "") progress.line(`${label}: ${line}`);
  return preview;
}

/** The systems that previews are about, for a heading. */
export function titleOf(targets: readonly Target[]): string {
  return [...new Set(targets.map(({ place }) => place.project.system))].join(", ");
}
