import type * as pulumi from "@pulumi/pulumi";
import type { Peer } from "@moorage/core";
import type { DataSettings, DataTransforms } from "@moorage/data";

/** What an application keeps its data in, and where it runs. */
export interface DataDescription extends Omit<DataSettings, "clients"> {
  /** Who may connect in the cluster beside the application itself. @default nobody */
  readonly clients?: readonly Peer[];
  /** Which server it is. */
  readonly kind: "postgres" | "redis" | "mongo" | "nats";
  /** Name of a namespace of its own. @default the application's namespace */
  readonly namespace?: string;
  /** Password of its user. @default a random one, in the cluster; required when managed */
  readonly password?: pulumi.Input<string>;
  /** Another value makes another random password. @default none */
  readonly passwordVersion?: string;
  /** Certificate of the authority that signed a managed server's certificate, as PEM. @default none: nothing is compared */
  readonly certificateAuthority?: pulumi.Input<string>;
  /** Changes its children before they are registered. @default none */
  readonly transform?: DataTransforms;
}

/** Everything an application keeps its data in, by name. */
export type DataDescriptions = Readonly<Record<string, DataDescription>>;
