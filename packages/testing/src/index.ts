export { Recorder } from "./recorder.ts";
export type { Recorded, RecorderOptions } from "./recorder.ts";
export { skip, skipReasons } from "./skips.ts";
export { TEST_FACTS, engineFacts, needsBaseImages, needsDocker, needsExecutable, needsExecutables, testFacts } from "./test-facts.ts";
export type { TestFacts } from "./test-facts.ts";
export { unwrapSecrets } from "./unwrap-secrets.ts";
export { valueOf } from "./value-of.ts";
