export { AppNamespace } from "./app-namespace.ts";
export type { AppNamespaceArgs } from "./app-namespace.ts";
export { namespaceDefaults } from "./defaults.ts";
