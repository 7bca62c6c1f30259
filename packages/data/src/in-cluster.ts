import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { commonLabels, networkPolicySpec, selectorLabels } from "@moorage/core";
import { podSpec } from "@moorage/pod";
import { Backup } from "./backup.ts";
import { claimArgs } from "./claim.ts";
import { PASSWORD_KEY } from "./kind.ts";
import { podOf } from "./pod.ts";
import type { PodReferences } from "./pod.ts";
import type { Metadata, Site } from "./site.ts";

/** A server in the cluster: one pod with its claim, behind a Service with a fixed name. */
export class ServerInCluster {
  /** The account of its pods, which may do nothing. */
  readonly serviceAccount: k8s.core.v1.ServiceAccount;
  /** The password, and the files that it is part of. */
  readonly credentials: k8s.core.v1.Secret;
  /** Where the data is. */
  readonly claim: k8s.core.v1.PersistentVolumeClaim;
  /** The name by which it is reached. */
  readonly service: k8s.core.v1.Service;
  /** The pod. */
  readonly statefulSet: k8s.apps.v1.StatefulSet;
  /** Lets clients in, and nothing but questions for names out. */
  readonly networkPolicy: k8s.networking.v1.NetworkPolicy;
  /** Its dumps, if any are made. */
  readonly backup: Backup | undefined;

  constructor(site: Site, password: pulumi.Output<string>) {
    const { data, kind, namespace, subject } = site;
    const metadata: Metadata = { name: data.component, namespace: namespace.name, labels: commonLabels(subject) };
    this.serviceAccount = this.#serviceAccount(metadata, site);
    this.credentials = this.#credentials(metadata, password, site);
    this.claim = this.#claim(metadata, site);
    this.service = this.#service(metadata, site);
    this.networkPolicy = this.#networkPolicy(metadata, site);
    const references = { credentials: this.credentials.metadata.name, claim: this.claim.metadata.name, serviceAccount: this.serviceAccount.metadata.name };
    this.statefulSet = this.#statefulSet(metadata, references, site);
    this.backup = data.backup === undefined || kind.dump === undefined ? undefined : new Backup(site, { dump: kind.dump, settings: data.backup }, references);
  }

  #serviceAccount(metadata: Metadata, { data, transform, child }: Site): k8s.core.v1.ServiceAccount {
    const made: k8s.core.v1.ServiceAccountArgs = { metadata, automountServiceAccountToken: false };
    return new k8s.core.v1.ServiceAccount(data.component, transform.serviceAccount?.(made) ?? made, child());
  }

  /** Immutable and of a new name for each password: pods that name it are then replaced. A server that follows while it runs keeps its pod, and so the name. */
  #credentials({ namespace, labels }: Metadata, password: pulumi.Output<string>, { kind, data, transform, child }: Site): k8s.core.v1.Secret {
    const encode = (plain: string): string => Buffer.from(plain, "utf8").toString("base64");
    const files = password.apply((plain) => Object.fromEntries(Object.entries({ [PASSWORD_KEY]: plain, ...kind.files(data, plain) }).map(([key, text]) => [key, encode(text)])));
    const stays = kind.followsRunning === true;
    const made: k8s.core.v1.SecretArgs = { metadata: { namespace, labels, ...(stays ? { name: data.component } : {}) }, type: "Opaque", ...(stays ? {} : { immutable: true }), data: files };
    return new k8s.core.v1.Secret(data.component, transform.credentials?.(made) ?? made, child({ additionalSecretOutputs: ["data"] }));
  }

  #claim(metadata: Metadata, { data, rules, transform, child }: Site): k8s.core.v1.PersistentVolumeClaim {
    const name = `${data.component}-data`;
    const made = claimArgs({ ...metadata, name }, data.storage, data.storageClass);
    return new k8s.core.v1.PersistentVolumeClaim(name, transform.claim?.(made) ?? made, child({ protect: rules?.protectData ?? false }));
  }

  #service(metadata: Metadata, { kind, data, transform, child }: Site): k8s.core.v1.Service {
    const [{ name, port }] = kind.ports;
    const made: k8s.core.v1.ServiceArgs = {
      // Headless: the one name leads straight to the one pod. Waiting for its endpoints would deadlock with the StatefulSet's own wait.
      metadata: { ...metadata, name: data.serviceName, annotations: { "pulumi.com/skipAwait": "true" } },
      spec: { clusterIP: "None", selector: selectorLabels({ name: data.component }), ports: [{ name, port, targetPort: name, protocol: "TCP" }] },
    };
    return new k8s.core.v1.Service(data.component, transform.service?.(made) ?? made, child());
  }

  #networkPolicy(metadata: Metadata, { kind, data, transform, child }: Site): k8s.networking.v1.NetworkPolicy {
    const [port] = kind.ports;
    const from = [...data.clients, ...(data.backup === undefined ? [] : [{ selector: Backup.selector(data.component) }])];
    const made: k8s.networking.v1.NetworkPolicyArgs = { metadata, spec: networkPolicySpec({ selector: selectorLabels({ name: data.component }), ports: [port], from, to: [] }) };
    return new k8s.networking.v1.NetworkPolicy(data.component, transform.networkPolicy?.(made) ?? made, child());
  }

  #statefulSet(metadata: Metadata, references: PodReferences, { kind, data, transform, child }: Site): k8s.apps.v1.StatefulSet {
    const made: k8s.apps.v1.StatefulSetArgs = {
      metadata,
      spec: {
        replicas: 1,
        serviceName: this.service.metadata.name,
        // Of one pod there is no order. In order, a pod that never got ready would never be replaced by a better one.
        podManagementPolicy: "Parallel",
        selector: { matchLabels: selectorLabels({ name: data.component }) },
        template: { metadata: { labels: metadata.labels }, spec: podSpec(data.component, podOf(kind, data, references)) },
      },
    };
    return new k8s.apps.v1.StatefulSet(data.component, transform.statefulSet?.(made) ?? made, child());
  }
}
