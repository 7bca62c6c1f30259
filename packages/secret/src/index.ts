export { AppConfig } from "./app-config.ts";
export type { AppConfigArgs } from "./app-config.ts";
export { AppSecret } from "./app-secret.ts";
export type { AppSecretArgs } from "./app-secret.ts";
export { environmentKeyProblems } from "./keys.ts";
