import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { EnvironmentRules } from "@moorage/core";
import type { PodArgs, PodSettings } from "@moorage/pod";

/** How pods and what makes them are labelled. */
export interface LabelSettings {
  /** Role in the system, such as `frontend`. @default no label */
  readonly component?: string;
}

/** What only composition knows of whatever makes pods. */
export interface PodOwnerArgs extends Omit<PodArgs, keyof PodSettings | "serviceAccountName" | "spreadOver" | "restartPolicy"> {
  /** Name of the namespace that all of it is in. */
  readonly namespace: pulumi.Input<string>;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
  /** Checksum of configuration that changes in place: another one rolls the pods. @default none */
  readonly checksum?: pulumi.Input<string>;
  /** Annotations of the pods, such as those that a scraper looks for. @default none */
  readonly annotations?: Readonly<Record<string, pulumi.Input<string>>>;
  /** What the environment insists on. @default nothing is insisted on */
  readonly rules?: EnvironmentRules;
}

/** Last changes to what everything that makes pods has. */
export interface PodOwnerTransforms {
  /** Changes the ServiceAccount. @default none */
  readonly serviceAccount?: (args: k8s.core.v1.ServiceAccountArgs) => k8s.core.v1.ServiceAccountArgs;
  /** Changes the NetworkPolicy. @default none */
  readonly networkPolicy?: (args: k8s.networking.v1.NetworkPolicyArgs) => k8s.networking.v1.NetworkPolicyArgs;
}
