import type * as docker from "@pulumi/docker";
import type * as k8s from "@pulumi/kubernetes";
import type { ImageDelivery } from "@moorage/core";

/** Where a stack runs, as far as its components need to know. */
export interface Platform {
  /** The one provider for every Kubernetes object: there is no default one to fall back to. */
  readonly provider: k8s.Provider;
  /** How images built here get to the cluster. */
  readonly delivery: ImageDelivery;
  /** The Docker engine that builds, where it is not in its usual place. */
  readonly builder?: docker.Provider;
  /** Class of the cluster's ingress controller. */
  readonly ingressClass: string;
  /** Whether some controller gives Ingresses an address; without one, nothing waits for it. */
  readonly ingressAddresses: boolean;
  /** The image to build upon in place of `wanted`: itself, or its stand-in where nothing can be pulled. */
  baseImage(wanted: string): string;
  /** Address of an Ingress host from outside the cluster. */
  url(host: string): string;
}
