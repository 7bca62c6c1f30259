import type * as k8s from "@pulumi/kubernetes";
import type { Claims } from "./claims.ts";
import type { PodOwnerArgs, PodOwnerTransforms } from "./pod-owner-args.ts";
import type { WorkloadSettings } from "./workload-args.ts";

/** What of a stateless workload's settings a StatefulSet has nothing like. */
export type OnlyStateless = "autoscaling" | "rollout" | "progressDeadlineSeconds";

/** What is known of a stateful workload before anything is made. */
export interface StatefulWorkloadSettings extends Omit<WorkloadSettings, OnlyStateless | "replicas"> {
  /**
   * Pods. Each has volumes of its own, so what more than one means is for the program to know: where the environment asks
   * for more, say how many, or `fewerReplicas`. @default 1
   */
  readonly replicas?: number;
  /** Volumes that each pod has of its own, by name. They outlive the pods, the workload and a scale-down. */
  readonly claims: Claims;
  /** Whether pods are started and stopped all at once or one after the other; a later change replaces the StatefulSet. @default Parallel */
  readonly podManagement?: "Parallel" | "OrderedReady";
  /** Name of the headless Service that gives each pod its host name. A later change replaces the StatefulSet. @default the workload's name and `-headless` */
  readonly serviceName?: string;
}

/** Last changes to children before they are registered. */
export interface StatefulWorkloadTransforms extends PodOwnerTransforms {
  /** Changes the StatefulSet. @default none */
  readonly statefulSet?: (args: k8s.apps.v1.StatefulSetArgs) => k8s.apps.v1.StatefulSetArgs;
  /** Changes the headless Service. @default none */
  readonly service?: (args: k8s.core.v1.ServiceArgs) => k8s.core.v1.ServiceArgs;
  /** Changes the PodDisruptionBudget. @default none */
  readonly disruptionBudget?: (args: k8s.policy.v1.PodDisruptionBudgetArgs) => k8s.policy.v1.PodDisruptionBudgetArgs;
}

/** What a stateful workload needs. */
export interface StatefulWorkloadArgs extends StatefulWorkloadSettings, PodOwnerArgs {
  /** Changes children before they are registered. @default none */
  readonly transform?: StatefulWorkloadTransforms;
}
