import type * as pulumi from "@pulumi/pulumi";

/** Text values by key. */
export type StoredValues = Readonly<Record<string, pulumi.Input<string>>>;

/** What ConfigMaps and Secrets of an application have in common. */
export interface StoredSettings {
  /** Values by key, as they are: encoding is done here. @default none */
  readonly data?: StoredValues;
  /** Objects by key, stored as JSON with sorted properties. @default none */
  readonly json?: Readonly<Record<string, pulumi.Input<object>>>;
  /** What the keys are: names of environment variables, or names of files. @default environment */
  readonly keys?: "environment" | "files";
  /**
   * How a change reaches pods. `replace`: a new object under a new name, which whoever refers to it by name follows. `checksum`: the
   * same object in place, for those who cannot follow a name; their pods carry `checksum`. @default replace
   */
  readonly rollout?: "replace" | "checksum";
}

/** What only composition knows of them. */
export interface StoredArgs extends StoredSettings {
  /** Namespace that it is in. */
  readonly namespace: pulumi.Input<string>;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
}
