export { Recorder } from "./recorder.ts";
export type { Recorded, RecorderOptions } from "./recorder.ts";
export { unwrapSecrets } from "./unwrap-secrets.ts";
export { valueOf } from "./value-of.ts";
