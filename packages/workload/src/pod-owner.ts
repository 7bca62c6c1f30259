import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component, commonLabels, selectorLabels } from "@moorage/core";
import type { Labels } from "@moorage/core";
import type { PodSettings } from "@moorage/pod";
import { trafficSpec } from "./network-policy.ts";
import type { TrafficSettings } from "./network-policy.ts";
import type { LabelSettings, PodOwnerArgs, PodOwnerTransforms } from "./pod-owner-args.ts";
import { serviceAccountArgs } from "./service-account.ts";

/** What pod owners are made of. */
export type OwnerArgs = PodOwnerArgs & PodSettings & LabelSettings & TrafficSettings & { readonly transform?: PodOwnerTransforms };

/** Base of everything that makes pods: their labels, their ServiceAccount and whom they may talk with. */
export abstract class PodOwner extends Component {
  /** Name of the namespace that all of it is in. */
  readonly namespace: pulumi.Input<string>;
  /** Labels that select exactly its pods and never change. */
  readonly selector: Labels;
  /** Labels of everything it makes. */
  readonly labels: Labels;
  /** Who its pods are to the API server: nobody in particular. */
  readonly serviceAccount: k8s.core.v1.ServiceAccount;
  /** Whom its pods may talk with, unless `networkPolicy` is false. */
  readonly networkPolicy: k8s.networking.v1.NetworkPolicy | undefined;

  protected constructor(type: `workload:${string}`, name: string, args: OwnerArgs, opts: pulumi.ComponentResourceOptions | undefined) {
    super(type, name, opts);
    const { component, partOf } = args;
    const subject = { name, ...(component === undefined ? {} : { component }), ...(partOf === undefined ? {} : { partOf }) };
    this.namespace = args.namespace;
    this.selector = selectorLabels(subject);
    this.labels = commonLabels(subject);
    this.serviceAccount = this.#serviceAccount(name, args);
    this.networkPolicy = args.networkPolicy === false ? undefined : this.#networkPolicy(name, args);
  }

  /** Metadata of a child that has the name of the whole. */
  protected metadata(name: string): { name: string; namespace: pulumi.Input<string>; labels: Labels } {
    return { name, namespace: this.namespace, labels: this.labels };
  }

  /** Options of the child that makes the pods: no pod starts before it is settled whom it may talk with. */
  protected podsChild(opts: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
    return this.child({ ...opts, dependsOn: this.networkPolicy === undefined ? [] : [this.networkPolicy] });
  }

  #serviceAccount(name: string, { transform }: OwnerArgs): k8s.core.v1.ServiceAccount {
    const made = serviceAccountArgs(this.metadata(name));
    return new k8s.core.v1.ServiceAccount(name, transform?.serviceAccount?.(made) ?? made, this.child());
  }

  #networkPolicy(name: string, args: OwnerArgs): k8s.networking.v1.NetworkPolicy {
    const made: k8s.networking.v1.NetworkPolicyArgs = { metadata: this.metadata(name), spec: trafficSpec(this.selector, args) };
    return new k8s.networking.v1.NetworkPolicy(name, args.transform?.networkPolicy?.(made) ?? made, this.child());
  }
}
