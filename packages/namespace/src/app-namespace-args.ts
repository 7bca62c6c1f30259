import type * as k8s from "@pulumi/kubernetes";
import type { NamespaceLimits } from "./limits.ts";
import type { NamespaceQuota } from "./quota.ts";

/** What is known of a namespace before anything is made. */
export interface AppNamespaceSettings {
  /** Name in the cluster: fixed, because full service names contain it. @default the component's name */
  readonly name?: string;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
  /** Kubernetes version whose Pod Security rules apply. @default the pinned `namespaceDefaults.podSecurityVersion` */
  readonly podSecurityVersion?: `v1.${number}`;
  /** What differs from the default quota; `false` for no quota. @default `namespaceDefaults.quota` */
  readonly quota?: NamespaceQuota | false;
  /**
   * What differs from what containers have that say nothing themselves; `false` for nothing. Under a quota, a container without limits is
   * then refused. @default `namespaceDefaults.container`, and `namespaceDefaults.max` as the most
   */
  readonly limits?: NamespaceLimits | false;
  /** Whether nothing may reach its pods, or be reached by them, but what other policies let through. @default true */
  readonly networkPolicy?: boolean;
  /** Whether another stack makes it: it is only referred to here, and nothing is made. @default false */
  readonly shared?: boolean;
}

/** Last changes to children before they are registered. */
export interface AppNamespaceTransforms {
  /** Changes the Namespace. @default nothing */
  readonly namespace?: (args: k8s.core.v1.NamespaceArgs) => k8s.core.v1.NamespaceArgs;
  /** Changes the ResourceQuota. @default nothing */
  readonly resourceQuota?: (args: k8s.core.v1.ResourceQuotaArgs) => k8s.core.v1.ResourceQuotaArgs;
  /** Changes the LimitRange. @default nothing */
  readonly limitRange?: (args: k8s.core.v1.LimitRangeArgs) => k8s.core.v1.LimitRangeArgs;
  /** Changes the NetworkPolicy. @default nothing */
  readonly networkPolicy?: (args: k8s.networking.v1.NetworkPolicyArgs) => k8s.networking.v1.NetworkPolicyArgs;
}

/** What a namespace needs. */
export interface AppNamespaceArgs extends AppNamespaceSettings {
  /** Changes children before they are registered. @default nothing */
  readonly transform?: AppNamespaceTransforms;
}
