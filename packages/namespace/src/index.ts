export { AppNamespace } from "./app-namespace.ts";
export { appNamespaceProblems } from "./app-namespace-args.ts";
export type { AppNamespaceArgs, AppNamespaceSettings, Quota } from "./app-namespace-args.ts";
export { namespaceDefaults } from "./defaults.ts";
