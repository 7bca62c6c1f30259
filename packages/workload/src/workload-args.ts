import type * as k8s from "@pulumi/kubernetes";
import type { PodSettings } from "@moorage/pod";
import type { AutoscalingSettings } from "./autoscaler.ts";
import type { DisruptionBudgetSettings } from "./disruption-budget.ts";
import type { TrafficSettings } from "./network-policy.ts";
import type { LabelSettings, PodOwnerArgs, PodOwnerTransforms } from "./pod-owner-args.ts";
import type { ReplicaSettings } from "./replicas.ts";

/** What is known of a stateless workload before anything is made. */
export interface WorkloadSettings extends PodSettings, ReplicaSettings, TrafficSettings, LabelSettings {
  /** Adds pods under load and takes them away after it. @default none: as many as `replicas` */
  readonly autoscaling?: AutoscalingSettings;
  /**
   * How pods are replaced: a new one is ready before an old one goes, or all old ones go first, which interrupts the
   * service and is for programs of which two must never run. @default RollingUpdate
   */
  readonly rollout?: "RollingUpdate" | "Recreate";
  /** Pods that may be gone while nodes are drained; `false` for no budget. @default one at a time, from 2 pods on */
  readonly disruptionBudget?: DisruptionBudgetSettings | false;
  /**
   * Seconds without progress after which a rollout has failed: less than the 600 after which the engine gives up, more than
   * a container may take to start. @default 300
   */
  readonly progressDeadlineSeconds?: number;
  /** Old revisions kept for a rollback. @default 5 */
  readonly revisionHistoryLimit?: number;
}

/** Last changes to children before they are registered. */
export interface WorkloadTransforms extends PodOwnerTransforms {
  /** Changes the Deployment. @default none */
  readonly deployment?: (args: k8s.apps.v1.DeploymentArgs) => k8s.apps.v1.DeploymentArgs;
  /** Changes the PodDisruptionBudget. @default none */
  readonly disruptionBudget?: (args: k8s.policy.v1.PodDisruptionBudgetArgs) => k8s.policy.v1.PodDisruptionBudgetArgs;
  /** Changes the HorizontalPodAutoscaler. @default none */
  readonly autoscaler?: (args: k8s.autoscaling.v2.HorizontalPodAutoscalerArgs) => k8s.autoscaling.v2.HorizontalPodAutoscalerArgs;
}

/** What a stateless workload needs. */
export interface WorkloadArgs extends WorkloadSettings, PodOwnerArgs {
  /** Changes children before they are registered. @default none */
  readonly transform?: WorkloadTransforms;
}
