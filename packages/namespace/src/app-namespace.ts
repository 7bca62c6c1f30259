import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Component, InputError, commonLabels } from "@moorage/core";
import type { Labels, NamespaceReference } from "@moorage/core";
import type { AppNamespaceArgs } from "./app-namespace-args.ts";
import { appNamespaceProblems } from "./app-namespace-problems.ts";
import { namespaceDefaults } from "./defaults.ts";
import { resolvedLimits } from "./limits.ts";
import { hardOf } from "./quota.ts";

/**
 * A namespace that admits only pods of the Pod Security level `restricted`, cannot take a whole cluster, gives limits to containers that have
 * none, and lets no traffic through that no other policy allows.
 * @example
 * ```ts
 * import { AppNamespace } from "@moorage/namespace";
 *
 * const shop = new AppNamespace("shop", { name: "shop-dev", quota: { pods: 20 } }, opts);
 * shop.name; // whatever takes it waits for the namespace; `shop.plainName` is for host names
 * ```
 */
export class AppNamespace extends Component implements NamespaceReference {
  /** The Namespace, unless another stack makes it. */
  readonly namespace: k8s.core.v1.Namespace | undefined;
  /** What bounds all of it, unless nothing does. */
  readonly resourceQuota: k8s.core.v1.ResourceQuota | undefined;
  /** What containers have that say nothing themselves, unless they get nothing. */
  readonly limitRange: k8s.core.v1.LimitRange | undefined;
  /** What stops all traffic that nothing else lets through, unless nothing does. */
  readonly networkPolicy: k8s.networking.v1.NetworkPolicy | undefined;
  /** Its name, known before it is made: for full service names. */
  readonly plainName: string;
  /** Its name once it is there. Whatever takes this waits for the namespace, and not for the quota and the limits in it. */
  readonly name: pulumi.Output<string>;

  /** @throws InputError naming everything that is wrong with the settings, before anything is registered */
  constructor(name: string, args: AppNamespaceArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const problems = appNamespaceProblems(name, args);
    if (problems.length > 0) throw new InputError(problems);
    super("namespace:AppNamespace", name, opts);
    this.plainName = args.name ?? name;
    const labels = commonLabels({ name: this.plainName, ...(args.partOf === undefined ? {} : { partOf: args.partOf }) });
    const { shared = false, networkPolicy = true } = args;
    this.namespace = shared ? undefined : this.#namespace(name, labels, args);
    this.name = this.namespace === undefined ? pulumi.output(this.plainName) : this.namespace.metadata.name;
    this.resourceQuota = shared || args.quota === false ? undefined : this.#resourceQuota(name, labels, args);
    this.limitRange = shared || args.limits === false ? undefined : this.#limitRange(name, labels, args);
    this.networkPolicy = shared || !networkPolicy ? undefined : this.#networkPolicy(name, labels, args);
    this.registerOutputs({ name: this.name });
  }

  #namespace(name: string, labels: Labels, { podSecurityVersion = namespaceDefaults.podSecurityVersion, transform }: AppNamespaceArgs): k8s.core.v1.Namespace {
    const levels = ["enforce", "audit", "warn"].flatMap((mode) => [[`pod-security.kubernetes.io/${mode}`, "restricted"], [`pod-security.kubernetes.io/${mode}-version`, podSecurityVersion]]);
    const made: k8s.core.v1.NamespaceArgs = { metadata: { name: this.plainName, labels: { ...labels, ...(Object.fromEntries(levels) as Labels) } } };
    return new k8s.core.v1.Namespace(name, transform?.namespace?.(made) ?? made, this.child());
  }

  #resourceQuota(name: string, labels: Labels, { quota = {}, transform }: AppNamespaceArgs): k8s.core.v1.ResourceQuota {
    const made: k8s.core.v1.ResourceQuotaArgs = { metadata: { name: "quota", namespace: this.name, labels }, spec: { hard: quota === false ? {} : hardOf(quota) } };
    return new k8s.core.v1.ResourceQuota(name, transform?.resourceQuota?.(made) ?? made, this.child());
  }

  #limitRange(name: string, labels: Labels, { limits = {}, quota = {}, transform }: AppNamespaceArgs): k8s.core.v1.LimitRange {
    const resolved = resolvedLimits(limits === false ? {} : limits, quota);
    const container = { type: "Container", defaultRequest: { ...resolved.requests }, default: { ...resolved.limits }, max: { ...resolved.max } };
    const made: k8s.core.v1.LimitRangeArgs = { metadata: { name: "limits", namespace: this.name, labels }, spec: { limits: [container] } };
    return new k8s.core.v1.LimitRange(name, transform?.limitRange?.(made) ?? made, this.child());
  }

  #networkPolicy(name: string, labels: Labels, { transform }: AppNamespaceArgs): k8s.networking.v1.NetworkPolicy {
    const made: k8s.networking.v1.NetworkPolicyArgs = {
      metadata: { name: "default-deny", namespace: this.name, labels },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    };
    return new k8s.networking.v1.NetworkPolicy(name, transform?.networkPolicy?.(made) ?? made, this.child());
  }
}
