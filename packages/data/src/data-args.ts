import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";
import type { EnvironmentRules, Memory, NamespaceReference, Peer, ResourceOverrides, TlsMode } from "@moorage/core";

/** Where a server runs: as a pod of this program, or somewhere else where others look after it. */
export type DataMode = "in-cluster" | "managed";

/** A server that others look after. */
export interface ManagedSettings {
  /** Host name or IP address at which the cluster reaches it. */
  readonly server: string;
  /** TCP port. @default the kind's usual port */
  readonly port?: number;
  /**
   * What is demanded of the encrypted connection. `verify-full` compares the server's certificate with the name by which
   * pods reach it, `<serviceName>.<namespace>.svc.cluster.local`. @default verify-ca with a certificate authority, else require
   */
  readonly tls?: TlsMode;
}

/** Dumps of a database onto a claim of their own. */
export interface BackupSettings {
  /** When, as cron says it, in UTC. @default 17 3 * * * */
  readonly schedule?: string;
  /** How many dumps are kept; older ones are removed. @default 7 */
  readonly keep?: number;
  /** Size of the dumps' claim. @default the data's `storage` */
  readonly storage?: Memory;
}

/** What is known of a data service before anything is made. The same for every kind. */
export interface DataSettings {
  /** Where it runs. @default in-cluster */
  readonly mode?: DataMode;
  /** Name of the Service by which it is reached, the same in both modes. @default the component's name */
  readonly serviceName?: string;
  /** Database that programs use: with Redis its number, with NATS the account. @default the component's name; 0 with Redis */
  readonly name?: string;
  /** User that programs log in as. @default postgres, default (Redis), root (Mongo) or nats */
  readonly username?: string;
  /** Image with an exact tag, and a digest where the environment asks for one; in the cluster only. @default the kind's default image */
  readonly image?: string;
  /** Size of its claim, which can grow and never shrink; in the cluster only. @default 1Gi */
  readonly storage?: Memory;
  /** Class of its claim. A claim keeps its class: another one is another, empty claim. @default the cluster's default class */
  readonly storageClass?: string;
  /** What differs from the kind's usual requests and limits; in the cluster only. @default nothing */
  readonly resources?: ResourceOverrides;
  /** The server, when it is managed. @default none: required when managed */
  readonly managed?: ManagedSettings;
  /** Dumps of Postgres and Mongo in the cluster. @default on where data is protected, else off */
  readonly backup?: BackupSettings | false;
  /** Who may connect to it in the cluster. @default everybody */
  readonly clients?: readonly Peer[];
  /** Whether the data was moved by hand, so that another `mode` than before is accepted. @default false */
  readonly migrated?: boolean;
}

/** What a data service is trusted with. */
export interface DataCredentials {
  /** Password of the user; a secret from here on. @default a random one in the cluster; required when managed */
  readonly password?: pulumi.Input<string>;
  /** Another value makes another random password. @default none: the random password stays */
  readonly passwordVersion?: string;
  /** Certificate of the authority that signed a managed server's certificate, as PEM. @default none: no certificate is checked */
  readonly certificateAuthority?: pulumi.Input<string>;
}

/** Last changes to children before they are registered. Which children there are depends on the mode. */
export interface DataTransforms {
  /** Changes the random password. @default nothing */
  readonly password?: (args: random.RandomPasswordArgs) => random.RandomPasswordArgs;
  /** Changes the ServiceAccount of its pods. @default nothing */
  readonly serviceAccount?: (args: k8s.core.v1.ServiceAccountArgs) => k8s.core.v1.ServiceAccountArgs;
  /** Changes the Secret with its password. @default nothing */
  readonly credentials?: (args: k8s.core.v1.SecretArgs) => k8s.core.v1.SecretArgs;
  /** Changes the claim of its data. @default nothing */
  readonly claim?: (args: k8s.core.v1.PersistentVolumeClaimArgs) => k8s.core.v1.PersistentVolumeClaimArgs;
  /** Changes the Service, in both modes. @default nothing */
  readonly service?: (args: k8s.core.v1.ServiceArgs) => k8s.core.v1.ServiceArgs;
  /** Changes the EndpointSlice that leads to a managed server's address. @default nothing */
  readonly endpointSlice?: (args: k8s.discovery.v1.EndpointSliceArgs) => k8s.discovery.v1.EndpointSliceArgs;
  /** Changes the StatefulSet. @default nothing */
  readonly statefulSet?: (args: k8s.apps.v1.StatefulSetArgs) => k8s.apps.v1.StatefulSetArgs;
  /** Changes the NetworkPolicy of its pod. @default nothing */
  readonly networkPolicy?: (args: k8s.networking.v1.NetworkPolicyArgs) => k8s.networking.v1.NetworkPolicyArgs;
  /** Changes the claim of its dumps. @default nothing */
  readonly backupClaim?: (args: k8s.core.v1.PersistentVolumeClaimArgs) => k8s.core.v1.PersistentVolumeClaimArgs;
  /** Changes the CronJob that makes dumps. @default nothing */
  readonly backupCronJob?: (args: k8s.batch.v1.CronJobArgs) => k8s.batch.v1.CronJobArgs;
  /** Changes the NetworkPolicy of the pods that make dumps. @default nothing */
  readonly backupNetworkPolicy?: (args: k8s.networking.v1.NetworkPolicyArgs) => k8s.networking.v1.NetworkPolicyArgs;
}

/** What a data service needs. */
export interface DataArgs extends DataSettings, DataCredentials {
  /** Where its objects are; its name is part of the host name. */
  readonly namespace: NamespaceReference;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
  /** What the environment insists on. @default none: nothing is insisted on */
  readonly rules?: EnvironmentRules;
  /** Changes children before they are registered. @default none */
  readonly transform?: DataTransforms;
}
