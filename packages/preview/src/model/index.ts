export { diffHash } from "./diff-hash.ts";
export { driftOf } from "./drift.ts";
export { exitCode } from "./exit-code.ts";
export type { ExitCode } from "./exit-code.ts";
export { maskFor } from "./masker.ts";
export type { Mask } from "./masker.ts";
export type { BuiltImage, Counts, Diagnostic, Operation, OutputChange, Policies, PolicyViolation, PreviewModel, PropertyChange, ResourceChange, Shown, Value } from "./model.ts";
export { failedPreview, readPreview } from "./read-preview.ts";
export type { PreviewSource } from "./preview-source.ts";
