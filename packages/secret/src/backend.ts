import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Labels, Problems } from "@moorage/core";
import type { Keys, Rollout } from "./stored-args.ts";

/** An ordinary Secret in the cluster. */
export interface KubernetesBackend {
  /** Which backend it is. */
  readonly kind: "kubernetes";
}

/** A SealedSecret, which only the controller in the cluster can open, and which makes a Secret of it. */
export interface SealedBackend {
  /** Which backend it is. */
  readonly kind: "sealed";
  /** Public certificate of the sealed-secrets controller, as PEM: what `kubeseal --fetch-cert` prints. */
  readonly certificate: string;
}

/** The store that an ExternalSecret reads. */
export interface ExternalStore {
  /** Its name in the cluster. */
  readonly name: string;
  /** Whether it is the namespace's own or the cluster's. @default SecretStore */
  readonly kind?: "SecretStore" | "ClusterSecretStore";
}

/** Where one value is in a store. */
export interface ExternalKey {
  /** Name of the entry. */
  readonly key: string;
  /** Property of the entry. @default none: all of it */
  readonly property?: string;
}

/** An ExternalSecret: the values are in a store elsewhere and never pass through the program. */
export interface ExternalBackend {
  /** Which backend it is. */
  readonly kind: "external";
  /** The store. */
  readonly store: ExternalStore;
  /** How often the store is asked, such as `30m`; `0` for once. @default 1h */
  readonly refreshInterval?: string;
  /** Where each value is, by its key here. @default every property of the entry that has the Secret's name */
  readonly keys?: Readonly<Record<string, ExternalKey>>;
}

/** What keeps secret values. */
export type SecretBackend = KubernetesBackend | SealedBackend | ExternalBackend;

/** Last changes to the objects that backends make. */
export interface BackendTransforms {
  /** Changes each Secret before it is registered. @default nothing */
  readonly transform?: (args: k8s.core.v1.SecretArgs) => k8s.core.v1.SecretArgs;
  /** Changes each SealedSecret or ExternalSecret before it is registered. @default nothing */
  readonly transformCustom?: (args: k8s.apiextensions.CustomResourceArgs) => k8s.apiextensions.CustomResourceArgs;
}

/** What a backend is asked for: one Secret in one namespace. */
export interface Wanted extends BackendTransforms {
  /** Logical name of the object. */
  readonly logicalName: string;
  /** Name in the cluster, for what has one that stays. */
  readonly name: string;
  /** Namespace that it is in. */
  readonly namespace: pulumi.Input<string>;
  /** Labels of the object, and of the Secret that a controller makes of it. */
  readonly labels: Labels;
  /** The values by key, looked at; all secret. */
  readonly values: ReadonlyMap<string, pulumi.Output<string>>;
  /** How a change reaches pods. */
  readonly rollout: Rollout;
  /** Makes up, once for all, what a backend may need that nobody else knows. */
  readonly salt: () => pulumi.Output<string>;
  /** Options of the object. */
  readonly opts: pulumi.CustomResourceOptions;
}

/** What a backend made. */
export interface Kept {
  /** The object that the program is responsible for. */
  readonly object: k8s.core.v1.Secret | k8s.apiextensions.CustomResource;
  /** Name of the Secret, once it is there. */
  readonly name: pulumi.Output<string>;
}

/** What a backend has to know to say what is wrong. */
export interface Asked {
  /** What the keys are. */
  readonly keys: Keys;
  /** Sources that have values, by name. */
  readonly sources: Readonly<Record<string, object>>;
  /** How a change is asked to reach pods, if anything is asked. */
  readonly rollout: Rollout | undefined;
  /** Name in the cluster, if one is asked for. */
  readonly name: string | undefined;
}

/** What every backend does, each in its way. */
export interface Backend {
  /** Notes everything that is wrong with it, and with what it is asked for. */
  readonly check: (problems: Problems, asked: Asked) => void;
  /** Makes one Secret, or what a controller makes it of. */
  readonly keep: (wanted: Wanted) => Kept;
}
