export { readSettings } from "./read-settings.ts";
export { secret, setting } from "./setting.ts";
export type { SecretSetting, Setting, Settings, Values } from "./setting.ts";
export { stackSource } from "./source.ts";
export type { ConfigSource } from "./source.ts";
