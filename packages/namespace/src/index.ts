export { AppNamespace } from "./app-namespace.ts";
export type { AppNamespaceArgs, AppNamespaceSettings, AppNamespaceTransforms } from "./app-namespace-args.ts";
export { appNamespaceProblems } from "./app-namespace-problems.ts";
export { namespaceDefaults } from "./defaults.ts";
export type { NamespaceLimits } from "./limits.ts";
export type { NamespaceQuota } from "./quota.ts";
