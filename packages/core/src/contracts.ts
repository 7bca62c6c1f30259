import type * as pulumi from "@pulumi/pulumi";
import type { Labels } from "./labels.ts";

/** When a kubelet asks a registry: `Never` for what was built and loaded here, `IfNotPresent` for everything else. */
export type PullPolicy = "Never" | "IfNotPresent";

/** An image as a container takes it: what to run and whether a registry may be asked. */
export interface ImageReference {
  /** Resolves only when the image can be run on the target cluster. */
  readonly reference: pulumi.Input<string>;
  readonly pullPolicy: PullPolicy;
}

/** How a built image reaches the cluster; the platform decides, the image does not know. */
export interface ImageDelivery {
  readonly pullPolicy: PullPolicy;
  /**
   * Whether images are built at all.
   * A reason instead of `true` is shown to the user for each image that is left out.
   */
  readonly builds: true | { readonly skippedBecause: string };
  /** Brings a built image to the cluster and proves that it is there. Never called in a preview. */
  deliver(reference: string): Promise<void>;
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
  readonly name: string;
  /** TCP port number, 1 to 65535. */
  readonly port: number;
}

/** Anything a Service can select: pods of a workload or of a database. */
export interface Selectable {
  readonly namespace: pulumi.Input<string>;
  /** Labels that select exactly these pods and never change. */
  readonly selector: Labels;
  readonly labels: Labels;
  readonly ports: readonly ServicePort[];
}

/** What a program needs to reach a data service, the same wherever that service runs. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  /** Database name. */
  readonly database: string;
  readonly username: string;
  /** Always a secret Output. */
  readonly password: pulumi.Output<string>;
  /** All of the above as one URL; always a secret Output. */
  readonly url: pulumi.Output<string>;
}
