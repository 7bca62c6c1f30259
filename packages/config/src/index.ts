export { flag, oneOf, wholeNumber } from "./common-settings.ts";
export { nearest } from "./nearest.ts";
export { checkSettings, readSettings } from "./read-settings.ts";
export type { CheckedSettings } from "./read-settings.ts";
export { optionalSecret, optionalSetting, optionalStructured, secret, setting, structured } from "./setting.ts";
export type { SecretSetting, Setting, SettingOptions, Settings, Structure, Values } from "./setting.ts";
export { stackSource } from "./source.ts";
export type { ConfigSource } from "./source.ts";
