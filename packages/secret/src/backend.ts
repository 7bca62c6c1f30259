import type * as pulumi from "@pulumi/pulumi";
import type { Labels, Problem } from "@moorage/core";

/** An ordinary Secret; what is stored in the cluster comes from this program. */
export interface KubernetesBackend {
  /** Which backend it is. */
  readonly kind: "kubernetes";
}

/** A SealedSecret that only the controller in the cluster can open. */
export interface SealedBackend {
  /** Which backend it is. */
  readonly kind: "sealed";
  /** Public certificate of the sealed-secrets controller, as PEM. */
  readonly certificate: string;
}

/** An ExternalSecret: the values are in a store elsewhere and never pass through this program. */
export interface ExternalBackend {
  /** Which backend it is. */
  readonly kind: "external";
  /** The store, as the External Secrets Operator knows it. */
  readonly store: { /** Its name. */ readonly name: string; /** Its kind. @default SecretStore */ readonly kind?: "SecretStore" | "ClusterSecretStore" };
  /** How often the store is asked. @default 1h */
  readonly refreshInterval?: string;
  /** Where each key is in the store. */
  readonly keys: Readonly<Record<string, { /** Name there. */ readonly key: string; /** Property of it. @default all of it */ readonly property?: string }>>;
}

/** Where secret values are kept. */
export type SecretBackend = KubernetesBackend | SealedBackend | ExternalBackend;

/** One Secret in one namespace, as a backend is asked to make it. */
export interface Stored {
  /** Logical name of the object. */
  readonly logicalName: string;
  /** Name in the cluster. */
  readonly name: string;
  /** Namespace that it is in. */
  readonly namespace: pulumi.Input<string>;
  /** Labels of the object. */
  readonly labels: Labels;
  /** Checked values by key; secret. */
  readonly values: Readonly<Record<string, pulumi.Output<string>>>;
  /** A secret of the state's own, for what must be the same at every run and not be guessed. */
  readonly salt: pulumi.Output<string>;
  /** Options of the object. */
  readonly opts: pulumi.CustomResourceOptions;
}

/** What is wrong with a backend for these keys. */
export function backendProblems(path: string, backend: SecretBackend, keys: readonly string[]): readonly Problem[] {
  if (backend.kind === "sealed" && !backend.certificate.includes("-----BEGIN CERTIFICATE-----")) {
    return [{ path: `${path}.certificate`, problem: "is no certificate", expected: "PEM, as `kubeseal --fetch-cert` prints it" }];
  }
  if (backend.kind !== "external") return [];
  const none = Object.keys(backend.keys).length === 0 ? [{ path: `${path}.keys`, problem: "is empty", expected: "at least one key" }] : [];
  const values = keys.length === 0 ? [] : [{ path: "data", problem: `has values (${keys.join(", ")}), and they are in the store`, expected: "no data, json or generated with the backend external" }];
  return [...none, ...values];
}
