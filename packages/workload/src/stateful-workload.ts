import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Selectable, ServicePort } from "@moorage/core";
import { podDefaults } from "@moorage/pod";
import { claimMounts, claimTemplates } from "./claims.ts";
import { engineTimeoutSeconds, statefulWorkloadDefaults, workloadDefaults } from "./defaults.ts";
import { budgetOf, disruptionBudgetSpec } from "./disruption-budget.ts";
import { PodOwner } from "./pod-owner.ts";
import { podTemplate } from "./pod-template.ts";
import type { StatefulWorkloadArgs } from "./stateful-workload-args.ts";
import { statefulWorkloadProblems } from "./stateful-workload-problems.ts";
import { rolloutTimeouts } from "./timeouts.ts";
import { refuse } from "./workload-problems.ts";

/**
 * Pods that each keep something: a hardened StatefulSet with volumes that outlive it, and the headless Service that gives each
 * pod its host name. Who calls them needs a Service of its own, as for any workload.
 * @example
 * ```ts
 * import { StatefulWorkload } from "@moorage/workload";
 *
 * const queue = new StatefulWorkload("queue", {
 *   namespace: namespace.name,
 *   image,
 *   ports: [{ name: "client", port: 4222 }],
 *   health: { live: { tcp: "client" }, ready: { command: ["/ready"] } },
 *   claims: { data: { path: "/data", size: "10Gi" } },
 *   replicas: 3,
 * }, opts);
 * ```
 */
export class StatefulWorkload extends PodOwner implements Selectable {
  /** What keeps the pods running, each with its name and its volumes. */
  readonly statefulSet: k8s.apps.v1.StatefulSet;
  /** What gives each pod its host name. */
  readonly service: k8s.core.v1.Service;
  /** How many pods may be gone while nodes are drained; none for a single pod. */
  readonly disruptionBudget: k8s.policy.v1.PodDisruptionBudget | undefined;
  /** Ports its pods listen on. */
  readonly ports: readonly ServicePort[];
  /** Name of the StatefulSet, once its pods are ready. */
  readonly name: pulumi.Output<string>;

  /** @throws InputError naming everything that is wrong with the arguments, before anything is registered */
  constructor(name: string, args: StatefulWorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse(statefulWorkloadProblems(name, args, args.rules));
    super("workload:StatefulWorkload", name, args, opts);
    const replicas = args.replicas ?? statefulWorkloadDefaults.replicas;
    this.ports = args.ports ?? [];
    this.service = this.#service(name, args);
    this.statefulSet = this.#statefulSet(name, args, replicas);
    this.name = this.statefulSet.metadata.name;
    this.disruptionBudget = this.#disruptionBudget(name, args, replicas);
    this.registerOutputs({ name: this.name });
  }

  #service(name: string, { serviceName = `${name}-headless`, transform }: StatefulWorkloadArgs): k8s.core.v1.Service {
    const made: k8s.core.v1.ServiceArgs = {
      // Waiting for its endpoints would be waiting for pods that wait for it.
      metadata: { ...this.metadata(serviceName), annotations: { "pulumi.com/skipAwait": "true" } },
      spec: {
        clusterIP: "None",
        selector: this.selector,
        // Members of a cluster look for each other before any of them is ready.
        publishNotReadyAddresses: true,
        ...(this.ports.length === 0 ? {} : { ports: this.ports.map(({ name: port, port: number }) => ({ name: port, port: number, targetPort: port, protocol: "TCP" })) }),
      },
    };
    return new k8s.core.v1.Service(name, transform?.service?.(made) ?? made, this.child());
  }

  #statefulSet(name: string, args: StatefulWorkloadArgs, replicas: number): k8s.apps.v1.StatefulSet {
    const made: k8s.apps.v1.StatefulSetArgs = {
      metadata: this.metadata(name),
      spec: {
        replicas,
        serviceName: this.service.metadata.name,
        selector: { matchLabels: this.selector },
        podManagementPolicy: args.podManagement ?? statefulWorkloadDefaults.podManagement,
        updateStrategy: { type: "RollingUpdate" },
        revisionHistoryLimit: args.revisionHistoryLimit ?? workloadDefaults.revisionHistoryLimit,
        persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
        volumeClaimTemplates: claimTemplates(args.claims, this.selector),
        template: podTemplate(name, { ...args, mounts: { ...args.mounts, ...claimMounts(args.claims) } }, this.labels, {
          serviceAccountName: this.serviceAccount.metadata.name,
          ...(replicas > 1 ? { spreadOver: this.selector } : {}),
        }),
      },
    };
    const opts = { customTimeouts: rolloutTimeouts(rolloutSeconds(args, replicas)), ...(args.rules?.protectData === true ? { protect: true } : {}) };
    return new k8s.apps.v1.StatefulSet(name, args.transform?.statefulSet?.(made) ?? made, this.podsChild(opts));
  }

  #disruptionBudget(name: string, { disruptionBudget, transform }: StatefulWorkloadArgs, replicas: number): k8s.policy.v1.PodDisruptionBudget | undefined {
    const maxUnavailable = budgetOf(disruptionBudget, replicas);
    if (maxUnavailable === undefined) return undefined;
    const made: k8s.policy.v1.PodDisruptionBudgetArgs = { metadata: this.metadata(name), spec: disruptionBudgetSpec(this.selector, maxUnavailable) };
    return new k8s.policy.v1.PodDisruptionBudget(name, transform?.disruptionBudget?.(made) ?? made, this.child());
  }
}

/** An update replaces one pod after the other, however pods are started: many slow ones take longer than the engine waits of itself. */
function rolloutSeconds({ health, terminationGraceSeconds = podDefaults.terminationGraceSeconds }: StatefulWorkloadArgs, replicas: number): number {
  return Math.max(engineTimeoutSeconds, replicas * (terminationGraceSeconds + (health?.startupSeconds ?? podDefaults.startupSeconds)));
}
