import type * as docker from "@pulumi/docker";
import type * as k8s from "@pulumi/kubernetes";
import type { EnvironmentRules, ImageDelivery, ImageRegistry } from "@moorage/core";

/** Where a stack runs, as far as its components need to know. */
export interface Platform {
  /** A cluster of this machine, or one that others use too. */
  readonly kind: "local" | "cloud";
  /** The one provider for every Kubernetes object: there is no default one to fall back to. */
  readonly provider: k8s.Provider;
  /** How images built here get to the cluster. */
  readonly delivery: ImageDelivery;
  /** The Docker engine that builds. @default the one in its usual place */
  readonly builder?: docker.Provider;
  /** Class of the cluster's ingress controller. */
  readonly ingressClass: string;
  /** Whether some controller gives Ingresses an address; without one, nothing waits for it. */
  readonly ingressAddresses: boolean;
  /** Class of volumes. @default the cluster's default class */
  readonly storageClass?: string;
  /** Where databases run, unless they say otherwise. */
  readonly databases: "in-cluster" | "managed";
  /** What is insisted on here. */
  readonly rules: EnvironmentRules;
  /** The registry whose login pods need for what was pushed. @default none: it asks for no login */
  readonly pullCredentials?: ImageRegistry;
  /** Whether secrets are placeholders here, which no check would let pass. @default false */
  readonly placeholders?: boolean;
  /** cert-manager ClusterIssuer of certificates. @default none */
  readonly certificateIssuer?: string;
  /** The image to build upon in place of `wanted`: itself, or its stand-in where nothing can be pulled. */
  baseImage(wanted: string): string;
  /** Address of an Ingress host from outside the cluster. */
  url(host: string, tls?: boolean): string;
}
