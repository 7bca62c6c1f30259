import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component, commonLabels, containerSecurity, podSecurity, scratchSpace, selectorLabels } from "@moorage/core";
import type { Labels, Selectable, ServicePort } from "@moorage/core";
import { workloadDefaults } from "./defaults.ts";
import { httpProbes } from "./probes.ts";
import { validateWorkload } from "./workload-args.ts";
import type { WorkloadArgs } from "./workload-args.ts";

/** Pods of one image that serve requests and keep nothing: a hardened Deployment and its ServiceAccount. */
export class Workload extends Component implements Selectable {
  readonly deployment: k8s.apps.v1.Deployment;
  readonly serviceAccount: k8s.core.v1.ServiceAccount;
  readonly namespace: pulumi.Input<string>;
  readonly selector: Labels;
  readonly labels: Labels;
  readonly ports: readonly ServicePort[];

  /** @throws InputError naming everything that is wrong with the arguments */
  constructor(name: string, args: WorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workload:Workload", name, opts);
    validateWorkload(name, args, args.resources ?? workloadDefaults.resources, args.scratch ?? workloadDefaults.scratch);
    const subject = { name, ...(args.partOf === undefined ? {} : { partOf: args.partOf }) };
    this.namespace = args.namespace;
    this.selector = selectorLabels(subject);
    this.labels = commonLabels(subject);
    this.ports = args.ports;
    this.serviceAccount = this.#serviceAccount(name, args);
    this.deployment = this.#deployment(name, args);
    this.registerOutputs({ name: this.deployment.metadata.name });
  }

  #serviceAccount(name: string, args: WorkloadArgs): k8s.core.v1.ServiceAccount {
    const made: k8s.core.v1.ServiceAccountArgs = {
      metadata: { name, namespace: args.namespace, labels: this.labels },
      automountServiceAccountToken: false,
    };
    return new k8s.core.v1.ServiceAccount(name, args.transform?.serviceAccount?.(made) ?? made, this.child());
  }

  #deployment(name: string, args: WorkloadArgs): k8s.apps.v1.Deployment {
    const replicas = args.replicas ?? workloadDefaults.replicas;
    const made: k8s.apps.v1.DeploymentArgs = {
      metadata: { name, namespace: args.namespace, labels: this.labels },
      spec: {
        replicas,
        selector: { matchLabels: this.selector },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        revisionHistoryLimit: workloadDefaults.revisionHistoryLimit,
        progressDeadlineSeconds: workloadDefaults.progressDeadlineSeconds,
        template: { metadata: { labels: this.labels }, spec: this.#pod(name, args, replicas) },
      },
    };
    return new k8s.apps.v1.Deployment(name, args.transform?.deployment?.(made) ?? made, this.child());
  }

  #pod(name: string, args: WorkloadArgs, replicas: number): k8s.types.input.core.v1.PodSpec {
    const scratch = scratchSpace("tmp", "/tmp", args.scratch ?? workloadDefaults.scratch);
    return {
      serviceAccountName: this.serviceAccount.metadata.name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: podSecurity,
      terminationGracePeriodSeconds: workloadDefaults.terminationGraceSeconds,
      ...(replicas > 1 ? { topologySpreadConstraints: [spread(this.selector)] } : {}),
      containers: [this.#container(name, args, scratch.mount)],
      volumes: [scratch.volume],
    };
  }

  #container(name: string, args: WorkloadArgs, scratch: k8s.types.input.core.v1.VolumeMount): k8s.types.input.core.v1.Container {
    const [port] = args.ports;
    return {
      name,
      image: args.image.reference,
      imagePullPolicy: args.image.pullPolicy,
      ports: args.ports.map(({ name: portName, port: containerPort }) => ({ name: portName, containerPort, protocol: "TCP" })),
      envFrom: [
        ...(args.environmentFrom?.configMaps ?? []).map((configMap) => ({ configMapRef: { name: configMap } })),
        ...(args.environmentFrom?.secrets ?? []).map((secret) => ({ secretRef: { name: secret } })),
      ],
      resources: args.resources ?? workloadDefaults.resources,
      ...(args.health === undefined || port === undefined ? {} : httpProbes(port.name, args.health)),
      lifecycle: { preStop: { sleep: { seconds: workloadDefaults.preStopSeconds } } },
      terminationMessagePolicy: "FallbackToLogsOnError",
      securityContext: containerSecurity,
      volumeMounts: [scratch],
    };
  }
}

function spread(matchLabels: Labels): k8s.types.input.core.v1.TopologySpreadConstraint {
  return { maxSkew: 1, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway", labelSelector: { matchLabels } };
}
