import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Labels, NamespaceReference } from "@moorage/core";
import { Component, InputError, commonLabels } from "@moorage/core";
import { appNamespaceProblems } from "./app-namespace-args.ts";
import type { AppNamespaceArgs } from "./app-namespace-args.ts";
import { namespaceDefaults } from "./defaults.ts";

/**
 * A namespace that admits only pods of the Pod Security level `restricted`, gives containers limits that have none, does not
 * take more than its share, and lets nothing through that no policy allows.
 * @example
 * ```ts
 * import { AppNamespace } from "@moorage/namespace";
 *
 * const shop = new AppNamespace("shop", { quota: { pods: "20" } }, opts);
 * export const host = `web.${shop.plainName}.svc.cluster.local`;
 * ```
 */
export class AppNamespace extends Component implements NamespaceReference {
  /** The Namespace object, unless another stack makes it. */
  readonly namespace: k8s.core.v1.Namespace | undefined;
  /** Most that all of it may have, unless there is no such bound. */
  readonly quota: k8s.core.v1.ResourceQuota | undefined;
  /** What containers have that say nothing themselves, unless there is no such default. */
  readonly limits: k8s.core.v1.LimitRange | undefined;
  /** The policy that lets nothing through, unless everything is let through. */
  readonly denial: k8s.networking.v1.NetworkPolicy | undefined;
  /** Its name, known before it is made: for full service names. */
  readonly plainName: string;
  /** Its name once it is there: whatever takes this waits for the namespace. */
  readonly name: pulumi.Output<string>;

  /** @throws InputError when the name is no RFC 1123 label or the cluster's own, or an amount is none */
  constructor(name: string, args: AppNamespaceArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const problems = appNamespaceProblems(name, args);
    if (problems.length > 0) throw new InputError(problems);
    super("namespace:AppNamespace", name, opts);
    this.plainName = args.name ?? name;
    const labels = commonLabels({ name: this.plainName, ...(args.partOf === undefined ? {} : { partOf: args.partOf }) });
    this.namespace = args.shared === true ? undefined : this.#namespace(name, labels, args);
    this.name = this.namespace?.metadata.name ?? pulumi.output(this.plainName);
    const own = this.namespace !== undefined;
    this.quota = own && args.quota !== false ? this.#quota(name, labels, args) : undefined;
    this.limits = own && args.container !== false ? this.#limits(name, labels, args) : undefined;
    this.denial = own && args.denyByDefault !== false ? this.#denial(name, labels) : undefined;
    this.registerOutputs({ name: this.name });
  }

  #namespace(name: string, labels: Labels, { podSecurityVersion = namespaceDefaults.podSecurityVersion, transform }: AppNamespaceArgs): k8s.core.v1.Namespace {
    const levels = ["enforce", "audit", "warn"].flatMap((mode) => [[`pod-security.kubernetes.io/${mode}`, "restricted"], [`pod-security.kubernetes.io/${mode}-version`, podSecurityVersion]]);
    const made: k8s.core.v1.NamespaceArgs = { metadata: { name: this.plainName, labels: { ...labels, ...(Object.fromEntries(levels) as Labels) } } };
    return new k8s.core.v1.Namespace(name, transform?.(made) ?? made, this.child());
  }

  #quota(name: string, labels: Labels, { quota }: AppNamespaceArgs): k8s.core.v1.ResourceQuota {
    const hard = { ...namespaceDefaults.quota, ...(quota === false ? {} : quota) };
    return new k8s.core.v1.ResourceQuota(name, { metadata: { name: "quota", namespace: this.name, labels }, spec: { hard } }, this.child());
  }

  #limits(name: string, labels: Labels, { container = namespaceDefaults.container }: AppNamespaceArgs): k8s.core.v1.LimitRange {
    const { requests, limits } = container === false ? namespaceDefaults.container : container;
    const range = { type: "Container", default: { ...limits }, defaultRequest: { ...requests }, max: { ...namespaceDefaults.most } };
    return new k8s.core.v1.LimitRange(name, { metadata: { name: "limits", namespace: this.name, labels }, spec: { limits: [range] } }, this.child());
  }

  #denial(name: string, labels: Labels): k8s.networking.v1.NetworkPolicy {
    const spec = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
    return new k8s.networking.v1.NetworkPolicy(name, { metadata: { name: "deny-by-default", namespace: this.name, labels }, spec }, this.child());
  }
}
