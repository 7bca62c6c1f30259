import type * as pulumi from "@pulumi/pulumi";
import type { Labels } from "./labels.ts";

/** When a kubelet asks a registry: `Never` for what was built and loaded here, `IfNotPresent` for everything else. */
export type PullPolicy = "Never" | "IfNotPresent";

/** An image as a container takes it: what to run and whether a registry may be asked. */
export interface ImageReference {
  /** Resolves only when the image can be run on the target cluster. */
  readonly reference: pulumi.Input<string>;
  /** When a kubelet asks a registry for it. */
  readonly pullPolicy: PullPolicy;
}

/** An OCI registry that images are pushed to. */
export interface ImageRegistry {
  /** Host, port and path that repositories begin with, such as `registry.example.com/team`. */
  readonly address: string;
  /** User of the login. @default none: the registry asks for no login */
  readonly username?: string;
  /** Password or token. @default none: the registry asks for no login */
  readonly password?: pulumi.Output<string>;
  /** Whether a certificate that no known authority signed is accepted. @default false */
  readonly insecureSkipVerify?: boolean;
}

/** Whether images are built at all; a reason instead of `true` is shown to the user for each image that is left out. */
export type Building = true | { readonly skippedBecause: string };

/** What is known of the machine that builds. */
export interface Builds {
  /** Whether images are built at all. */
  readonly builds: Building;
  /** Base images that cannot be had on this machine, and why: what is built upon them is left out. @default none */
  readonly lackingBases?: Readonly<Record<string, string>>;
}

/** Images are loaded into the cluster's nodes and no registry is asked. */
export interface LoadedImages extends Builds {
  /** Which way it is. */
  readonly by: "loading";
  /** No registry has them. */
  readonly pullPolicy: "Never";
  /** Brings a built image to the cluster and proves that it is there. Never called in a preview. */
  deliver(reference: string): Promise<void>;
}

/** Images are pushed to a registry, and pods run them by digest. */
export interface PushedImages extends Builds {
  /** Which way it is. */
  readonly by: "pushing";
  /** A digest never means another image, so a node that has it need not ask. */
  readonly pullPolicy: "IfNotPresent";
  /** Where they are pushed. */
  readonly registry: ImageRegistry;
}

/** How a built image reaches the cluster; the platform decides, the image does not know. */
export type ImageDelivery = LoadedImages | PushedImages;

/** What an environment insists on. The platform states it, components check it. */
export interface EnvironmentRules {
  /** Fewest replicas of a workload that says nothing about it being fine with fewer. */
  readonly minimumReplicas: number;
  /** Whether every Ingress and every managed data service needs TLS. */
  readonly tlsRequired: boolean;
  /** Whether images from elsewhere need a digest beside their tag. */
  readonly digestsRequired: boolean;
  /** Whether what holds data is protected from deletion. */
  readonly protectData: boolean;
}

/** A namespace as components take it: its name for host names, and the same once it is there, for objects in it. */
export interface NamespaceReference {
  /** Known before anything is made. */
  readonly plainName: string;
  /** Whatever takes this waits for the namespace. */
  readonly name: pulumi.Output<string>;
}

/** A port that something listens on, by name. */
export interface ServicePort {
  /** At most 15 of a-z, 0-9 and single -. */
  readonly name: string;
  /** TCP port number, 1 to 65535. */
  readonly port: number;
}

/** Anything a Service can select: pods of a workload or of a database. */
export interface Selectable {
  /** Name of the namespace that they are in. */
  readonly namespace: pulumi.Input<string>;
  /** Labels that select exactly these pods and never change. */
  readonly selector: Labels;
  /** Labels of what belongs to them, such as a Service. */
  readonly labels: Labels;
  /** Ports that they listen on; the first is the one that matters most. */
  readonly ports: readonly ServicePort[];
}

/**
 * The other end of allowed traffic: pods of a namespace, or addresses.
 * With neither `namespace`, `selector` nor `cidr` it is everybody.
 */
export interface Peer {
  /** Name of the namespace. @default the policy's own namespace if `selector` is given, else any */
  readonly namespace?: pulumi.Input<string>;
  /** Labels of the pods. @default every pod */
  readonly selector?: Labels;
  /** Addresses outside the cluster, such as `10.0.0.0/8`. @default none */
  readonly cidr?: string;
  /** TCP ports at the receiving end. @default the workload's own ports for what comes in, every port for what goes out */
  readonly ports?: readonly number[];
}

/**
 * How much a client demands of an encrypted connection, in the words of PostgreSQL: encrypted or not, the
 * certificate checked against an authority or not, the host name compared or not.
 */
export type TlsMode = "disable" | "require" | "verify-ca" | "verify-full";

/** What a program needs to reach a data service, the same wherever that service runs. */
export interface Connection {
  /** Name in the cluster, the same in the cluster and managed. */
  readonly host: string;
  /** TCP port. */
  readonly port: number;
  /** Database name; the number of the database with Redis, the account with NATS. */
  readonly name: string;
  /** User that programs log in as. */
  readonly username: string;
  /** Always a secret Output. */
  readonly password: pulumi.Output<string>;
  /** All of the above as one URL; always a secret Output. */
  readonly url: pulumi.Output<string>;
  /** What is demanded of the encryption. */
  readonly tls: TlsMode;
  /** The authority that signed the server's certificate, and where `url` expects it as a file. @default none */
  readonly authority?: {
    /** Absolute path of the file. */
    readonly path: string;
    /** The certificate as PEM. */
    readonly certificate: pulumi.Output<string>;
  };
  /** Where its traffic goes, for network policies. */
  readonly peer: Peer;
}
