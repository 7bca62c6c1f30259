import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { NamespaceReference } from "@moorage/core";
import { Component, Problems, commonLabels, dnsLabelProblem } from "@moorage/core";
import { namespaceDefaults } from "./defaults.ts";

/** What a namespace needs. */
export interface AppNamespaceArgs {
  /** Name in the cluster: fixed, because full service names contain it. @default the component's name */
  readonly name?: string;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
  /** Kubernetes version whose Pod Security rules apply. @default the pinned `namespaceDefaults.podSecurityVersion` */
  readonly podSecurityVersion?: `v1.${number}`;
  /** Changes the Namespace before it is registered. @default none */
  readonly transform?: (args: k8s.core.v1.NamespaceArgs) => k8s.core.v1.NamespaceArgs;
}

/** A namespace that admits only pods of the Pod Security level `restricted`. */
export class AppNamespace extends Component implements NamespaceReference {
  /** The Namespace object. */
  readonly namespace: k8s.core.v1.Namespace;
  /** Its name, known before it is made: for full service names. */
  readonly plainName: string;
  /** Its name once it is there: whatever takes this waits for the namespace. */
  readonly name: pulumi.Output<string>;

  /** @throws InputError when the name is no RFC 1123 label, or is `default` */
  constructor(name: string, args: AppNamespaceArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("namespace:AppNamespace", name, opts);
    this.plainName = args.name ?? name;
    validate(name, this.plainName);
    const made = namespaceArgs(this.plainName, args);
    this.namespace = new k8s.core.v1.Namespace(name, args.transform?.(made) ?? made, this.child());
    this.name = this.namespace.metadata.name;
    this.registerOutputs({ name: this.name });
  }
}

function validate(component: string, name: string): void {
  const problems = new Problems(`AppNamespace ${component}`);
  problems.check("name", dnsLabelProblem(name));
  if (name === "default") problems.add({ path: "name", problem: "is the namespace that every stray object lands in", expected: "a name of its own" });
  problems.throwIfAny();
}

function namespaceArgs(name: string, args: AppNamespaceArgs): k8s.core.v1.NamespaceArgs {
  const version = args.podSecurityVersion ?? namespaceDefaults.podSecurityVersion;
  const levels: Record<string, string> = {};
  for (const mode of ["enforce", "audit", "warn"]) {
    levels[`pod-security.kubernetes.io/${mode}`] = "restricted";
    levels[`pod-security.kubernetes.io/${mode}-version`] = version;
  }
  const labels = commonLabels({ name, ...(args.partOf === undefined ? {} : { partOf: args.partOf }) });
  return { metadata: { name, labels: { ...labels, ...levels } } };
}
