/** Defaults of AppNamespace. */
export const namespaceDefaults = Object.freeze({
  /** Pinned, so that a cluster upgrade does not change what is admitted. */
  podSecurityVersion: "v1.34",
});
