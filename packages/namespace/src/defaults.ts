import { deepFrozen, resourcePresets } from "@moorage/core";
import type { Amounts, Resources } from "@moorage/core";
import type { NamespaceQuota } from "./quota.ts";

/**
 * Defaults of AppNamespace.
 *
 * The quota is for a namespace of 10 to 50 pods: it is there so that one namespace cannot take a whole cluster, not to be met every
 * day. Its worst honest day is that of 50 pods of the hungriest preset, `java`, which are all replaced at once, the old ones beside the
 * new: 100 pods, and 25 cores, 50Gi of memory and 25Gi of ephemeral storage in their requests. The figures are the next round ones
 * above, so what they stop is a program that makes pods without end. Each pod of a database has one claim, and its dumps have another,
 * so 20 claims are ten databases. A load balancer costs money each month: one for the way in, and one beside it while that is moved.
 */
export const namespaceDefaults = deepFrozen({
  /** Pinned, so that a cluster upgrade does not change what is admitted. */
  podSecurityVersion: "v1.34" as const,
  /** Most that all of it may ask for. */
  quota: {
    cpu: "32",
    memory: "64Gi",
    "ephemeral-storage": "32Gi",
    pods: 100,
    persistentVolumeClaims: 20,
    "services.loadbalancers": 2,
  } satisfies Required<NamespaceQuota>,
  /**
   * What a container has that says nothing itself. It asks for as little as a native program does; it may use as much as Python and Node.js
   * need, because nobody knows what runs in it, and with less memory they are killed.
   */
  container: { requests: resourcePresets.native.requests, limits: resourcePresets.python.limits } satisfies Resources,
  /** What no container may be allowed more of: a quarter of a large node. */
  max: { cpu: "8", memory: "16Gi", "ephemeral-storage": "16Gi" } satisfies Amounts,
});
