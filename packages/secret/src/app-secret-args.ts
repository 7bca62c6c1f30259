import type { BackendTransforms, SecretBackend } from "./backend.ts";
import type { GeneratedTransform, GeneratedValue } from "./generated.ts";
import type { PlaceArgs } from "./places.ts";
import type { StoredSettings } from "./stored-args.ts";

/** What is known of secrets before anything is made. */
export interface AppSecretSettings extends StoredSettings {
  /** Values that are made up here, by key. @default none */
  readonly generated?: Readonly<Record<string, GeneratedValue>>;
  /** What keeps the values. @default an ordinary Secret in the cluster */
  readonly backend?: SecretBackend;
}

/** What a Secret needs. */
export interface AppSecretArgs extends AppSecretSettings, PlaceArgs, BackendTransforms {
  /** Changes the RandomPassword of each key before it is registered. @default nothing */
  readonly transformGenerated?: GeneratedTransform;
}
