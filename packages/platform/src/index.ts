export { guardLocalContext } from "./guard.ts";
export { localPlatform } from "./local-platform.ts";
export type { LocalPlatformArgs } from "./local-platform.ts";
export type { Platform } from "./platform.ts";
export { renderingPlatform } from "./rendering-platform.ts";
