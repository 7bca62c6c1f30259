import type * as k8s from "@pulumi/kubernetes";
import type { StoredArgs, StoredSettings } from "./stored-args.ts";

/** What is known of configuration before anything is made; never secrets. */
export type AppConfigSettings = StoredSettings;

/** What a ConfigMap needs. */
export interface AppConfigArgs extends StoredArgs {
  /** Changes the ConfigMap before it is registered. @default none */
  readonly transform?: (args: k8s.core.v1.ConfigMapArgs) => k8s.core.v1.ConfigMapArgs;
}
