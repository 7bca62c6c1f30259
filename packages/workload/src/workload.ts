import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Selectable, ServicePort } from "@moorage/core";
import { podDefaults } from "@moorage/pod";
import { autoscalerSpec } from "./autoscaler.ts";
import { engineTimeoutSeconds, workloadDefaults } from "./defaults.ts";
import { budgetOf, disruptionBudgetSpec } from "./disruption-budget.ts";
import { PodOwner } from "./pod-owner.ts";
import { podTemplate } from "./pod-template.ts";
import { fewestReplicas } from "./replicas.ts";
import { rolloutTimeouts } from "./timeouts.ts";
import type { WorkloadArgs } from "./workload-args.ts";
import { refuse, replicasOtherwise, workloadProblems } from "./workload-problems.ts";

/**
 * Pods that serve requests and keep nothing: a hardened Deployment and all that belongs to it.
 * @example
 * ```ts
 * import { Workload } from "@moorage/workload";
 *
 * const web = new Workload("web", {
 *   namespace: namespace.name,
 *   image,
 *   ports: [{ name: "http", port: 8000 }],
 *   health: { live: "/health", ready: "/health/ready" },
 *   autoscaling: { min: 2, max: 10 },
 * }, opts);
 * ```
 */
export class Workload extends PodOwner implements Selectable {
  /** What keeps the pods running. */
  readonly deployment: k8s.apps.v1.Deployment;
  /** How many pods may be gone while nodes are drained; none for a single pod. */
  readonly disruptionBudget: k8s.policy.v1.PodDisruptionBudget | undefined;
  /** What adds pods under load, where that is asked for. */
  readonly autoscaler: k8s.autoscaling.v2.HorizontalPodAutoscaler | undefined;
  /** Ports its pods listen on. */
  readonly ports: readonly ServicePort[];
  /** Name of the Deployment, once its pods are ready. */
  readonly name: pulumi.Output<string>;

  /** @throws InputError naming everything that is wrong with the arguments, before anything is registered */
  constructor(name: string, args: WorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse(workloadProblems(name, args, args.rules));
    super("workload:Workload", name, args, opts);
    const fewest = fewestReplicas(args, replicasOtherwise(args.rules));
    this.ports = args.ports ?? [];
    this.deployment = this.#deployment(name, args, fewest);
    this.name = this.deployment.metadata.name;
    this.disruptionBudget = this.#disruptionBudget(name, args, fewest);
    this.autoscaler = this.#autoscaler(name, args, fewest);
    this.registerOutputs({ name: this.name });
  }

  #deployment(name: string, args: WorkloadArgs, fewest: number): k8s.apps.v1.Deployment {
    const made: k8s.apps.v1.DeploymentArgs = {
      metadata: this.metadata(name),
      spec: {
        // Under an autoscaler the count is its own: stated here it would be set back by every deployment.
        ...(args.autoscaling === undefined ? { replicas: fewest } : {}),
        selector: { matchLabels: this.selector },
        strategy: args.rollout === "Recreate" ? { type: "Recreate" } : { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        revisionHistoryLimit: args.revisionHistoryLimit ?? workloadDefaults.revisionHistoryLimit,
        progressDeadlineSeconds: args.progressDeadlineSeconds ?? workloadDefaults.progressDeadlineSeconds,
        template: podTemplate(name, args, this.labels, {
          serviceAccountName: this.serviceAccount.metadata.name,
          ...(fewest > 1 ? { spreadOver: this.selector } : {}),
        }),
      },
    };
    return new k8s.apps.v1.Deployment(name, args.transform?.deployment?.(made) ?? made, this.podsChild({ customTimeouts: rolloutTimeouts(rolloutSeconds(args, fewest)) }));
  }

  #disruptionBudget(name: string, { disruptionBudget, transform }: WorkloadArgs, fewest: number): k8s.policy.v1.PodDisruptionBudget | undefined {
    const maxUnavailable = budgetOf(disruptionBudget, fewest);
    if (maxUnavailable === undefined) return undefined;
    const made: k8s.policy.v1.PodDisruptionBudgetArgs = { metadata: this.metadata(name), spec: disruptionBudgetSpec(this.selector, maxUnavailable) };
    return new k8s.policy.v1.PodDisruptionBudget(name, transform?.disruptionBudget?.(made) ?? made, this.child());
  }

  #autoscaler(name: string, { autoscaling, transform }: WorkloadArgs, fewest: number): k8s.autoscaling.v2.HorizontalPodAutoscaler | undefined {
    if (autoscaling === undefined) return undefined;
    const made: k8s.autoscaling.v2.HorizontalPodAutoscalerArgs = { metadata: this.metadata(name), spec: autoscalerSpec(autoscaling, fewest, this.name) };
    return new k8s.autoscaling.v2.HorizontalPodAutoscaler(name, transform?.autoscaler?.(made) ?? made, this.child());
  }
}

/**
 * How long the engine waits. It goes on waiting when the cluster has given a rollout up, so that it waits no longer than the longest
 * that is not given up takes: a pod becomes ready within each deadline, and old ones go.
 */
function rolloutSeconds({ progressDeadlineSeconds = workloadDefaults.progressDeadlineSeconds, terminationGraceSeconds = podDefaults.terminationGraceSeconds, autoscaling }: WorkloadArgs, fewest: number): number {
  return Math.min(engineTimeoutSeconds, (autoscaling?.max ?? fewest) * progressDeadlineSeconds + terminationGraceSeconds);
}
