import type * as pulumi from "@pulumi/pulumi";
import type { Recorded, Recorder } from "@moorage/testing";

/** Type tokens of what components here make. */
export const TYPE = {
  deployment: "kubernetes:apps/v1:Deployment",
  statefulSet: "kubernetes:apps/v1:StatefulSet",
  cronJob: "kubernetes:batch/v1:CronJob",
  service: "kubernetes:core/v1:Service",
  serviceAccount: "kubernetes:core/v1:ServiceAccount",
  networkPolicy: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  disruptionBudget: "kubernetes:policy/v1:PodDisruptionBudget",
  autoscaler: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
} as const;

/** What an environment like production insists on. */
export const strict = { minimumReplicas: 2, tlsRequired: true, digestsRequired: true, protectData: true };

/** An image as it comes from a build. */
export const image = { reference: "web:abc", pullPolicy: "Never" } as const;

/** Metadata that tests look at. */
export interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What was registered for a provider to make, components aside. */
export async function made(recorder: Recorder): Promise<readonly Recorded[]> {
  return (await recorder.resources()).filter(({ component }) => !component);
}

/** The spec of the one resource of a type. */
export async function specOf<Spec>(recorder: Recorder, type: string): Promise<Spec> {
  return (await recorder.only(type)).inputs["spec"] as Spec;
}

/** The metadata of a resource. */
export function metadataOf({ inputs }: Recorded): Metadata {
  return inputs["metadata"] as Metadata;
}

/** Options under which a component's children are seen with their own, by type token. */
export function watching(): { readonly opts: pulumi.ComponentResourceOptions; readonly seen: ReadonlyMap<string, pulumi.CustomResourceOptions> } {
  const seen = new Map<string, pulumi.CustomResourceOptions>();
  const transformations: pulumi.ResourceTransformation[] = [({ type, opts }) => (seen.set(type, opts), undefined)];
  return { opts: { transformations }, seen };
}
