import type * as k8s from "@pulumi/kubernetes";

/** A ServiceAccount of a workload's own, so that nothing given to another is given to it; no token of it reaches its pods. */
export function serviceAccountArgs(metadata: NonNullable<k8s.core.v1.ServiceAccountArgs["metadata"]>): k8s.core.v1.ServiceAccountArgs {
  return { metadata, automountServiceAccountToken: false };
}
