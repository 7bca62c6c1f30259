import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { PlaceArgs } from "./places.ts";

/** What is known of a certificate before anything is made. */
export interface TlsSecretSettings {
  /** Certificate, and those that lead to its authority behind it, as PEM. */
  readonly certificate: pulumi.Input<string>;
  /** Private key of the certificate, as PEM; a secret from here on. */
  readonly key: pulumi.Input<string>;
  /** Name in the cluster: fixed, because an Ingress names it. @default the component's name */
  readonly secretName?: string;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
}

/** What a certificate with its key needs. */
export interface TlsSecretArgs extends TlsSecretSettings, PlaceArgs {
  /** Whether a key that is known only later is looked at then; not where secrets are placeholders. @default true */
  readonly checked?: boolean;
  /** Changes each Secret before it is registered. @default none */
  readonly transform?: (args: k8s.core.v1.SecretArgs) => k8s.core.v1.SecretArgs;
}
