import { deepFrozen, resourcePresets } from "@moorage/core";

/**
 * Defaults of AppNamespace. The quota lets about thirty pods of the Python or Node.js preset run, twice over while they are rolled;
 * it is there so that one namespace cannot take a whole cluster, not to be met every day.
 */
export const namespaceDefaults = deepFrozen({
  /** Pinned, so that a cluster upgrade does not change what is admitted. */
  podSecurityVersion: "v1.34",
  quota: {
    "requests.cpu": "16",
    "requests.memory": "32Gi",
    "requests.ephemeral-storage": "32Gi",
    "limits.cpu": "32",
    "limits.memory": "64Gi",
    "limits.ephemeral-storage": "64Gi",
    pods: "100",
    persistentvolumeclaims: "30",
    "services.loadbalancers": "2",
  },
  /** What a container has that says nothing itself. */
  container: resourcePresets.native,
  /** What no container may have more of. */
  most: { cpu: "8", memory: "16Gi", "ephemeral-storage": "32Gi" },
});
