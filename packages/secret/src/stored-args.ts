import type * as pulumi from "@pulumi/pulumi";

/** Texts by key. */
export type StoredValues = Readonly<Record<string, pulumi.Input<string>>>;

/** What keys are: names of environment variables, or names of files. */
export type Keys = "environment" | "files";

/** How a change reaches pods. */
export type Rollout = "replace" | "checksum";

/** What the configuration and the secrets of an application have in common. */
export interface StoredSettings {
  /** Values by key, as they are: encoding is done here. @default none */
  readonly data?: StoredValues;
  /** Values by key that are stored as JSON, with sorted properties: the same value is the same text. @default none */
  readonly json?: Readonly<Record<string, pulumi.Input<unknown>>>;
  /** What the keys are. @default files where `json` is given, else environment */
  readonly keys?: Keys;
  /**
   * How a change reaches pods. `replace`: it makes an immutable object under a new name, and whatever refers to `name` is rolled. `checksum`: it
   * changes the object in place, under a name that stays, for those who cannot follow a name; their pods carry `checksum` as an annotation.
   * @default replace
   */
  readonly rollout?: Rollout;
  /**
   * Name in the cluster, of what keeps its name. Not with `replace`, but for a sealed Secret, whose names begin with it, and for one from a store,
   * which has it. @default the component's name
   */
  readonly name?: string;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
}

/** What only composition knows of them. */
export interface StoredArgs extends StoredSettings {
  /** Namespace that it is in. */
  readonly namespace: pulumi.Input<string>;
}

/** What the keys of these settings are. */
export function keysOf({ keys, json }: Pick<StoredSettings, "keys" | "json">): Keys {
  if (keys === "environment" || keys === "files") return keys;
  return json === undefined ? "environment" : "files";
}
