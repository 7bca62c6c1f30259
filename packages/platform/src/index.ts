export { cloudPlatform, cloudPlatformProblems } from "./cloud-platform.ts";
export type { CloudPlatformArgs, CloudPlatformSettings } from "./cloud-platform.ts";
export { localPlatform, localPlatformProblems } from "./local-platform.ts";
export type { LocalPlatformArgs, LocalPlatformSettings } from "./local-platform.ts";
export type { Platform } from "./platform.ts";
export { renderingPlatform } from "./rendering-platform.ts";
export { cloudRules, localRules } from "./rules.ts";
