import type * as pulumi from "@pulumi/pulumi";
import type { ImageReference, Memory, ResourceOverrides, Runtime, ServicePort } from "@moorage/core";
import type { HealthSettings } from "./probes.ts";

/**
 * Value of an environment variable: plain text, a field of the pod such as `metadata.name` (downward API), or one key of
 * a ConfigMap or Secret.
 */
export type EnvironmentValue =
  | pulumi.Input<string>
  | { readonly field: string }
  | { readonly secret: pulumi.Input<string>; readonly key: string }
  | { readonly configMap: pulumi.Input<string>; readonly key: string };

/** What is mounted at a path: keys as files, a claim, or a volume that the pod names. */
export type MountSource =
  | { readonly secret: pulumi.Input<string> }
  | { readonly configMap: pulumi.Input<string> }
  | { readonly claim: pulumi.Input<string>; readonly readOnly?: boolean; readonly subPath?: string }
  | { readonly volume: string; readonly readOnly?: boolean; readonly subPath?: string };

/** Names of ConfigMaps and Secrets whose keys become environment variables. */
export interface EnvironmentFrom {
  /** Names of ConfigMaps; a later one wins over an earlier one. @default none */
  readonly configMaps?: readonly pulumi.Input<string>[];
  /** Names of Secrets; they win over ConfigMaps. @default none */
  readonly secrets?: readonly pulumi.Input<string>[];
}

/** What is known of a container before anything is made. */
export interface ContainerSettings {
  /** Takes the place of the image's entry point. @default the image's own */
  readonly command?: readonly pulumi.Input<string>[];
  /** Takes the place of the image's arguments. @default the image's own */
  readonly args?: readonly pulumi.Input<string>[];
  /** Ports it listens on; the first is the one that probes ask. @default none */
  readonly ports?: readonly ServicePort[];
  /** Environment variables by name; secrets come from Secrets. @default none */
  readonly environment?: Readonly<Record<string, EnvironmentValue>>;
  /** What runs in it; decides what it asks of a node. @default python */
  readonly runtime?: Runtime;
  /** What differs from the runtime's preset. @default nothing */
  readonly resources?: ResourceOverrides;
  /** How its health is asked. @default no probes */
  readonly health?: HealthSettings;
  /**
   * Writable folders by path, with their size limit; each begins empty. With `/tmp` they fit into the limit of
   * `ephemeral-storage`. @default none but `/tmp`
   */
  readonly writable?: Readonly<Record<string, Memory>>;
  /** Size limit of `/tmp`. @default 64Mi */
  readonly scratch?: Memory;
}

/** A container whole. */
export interface ContainerArgs extends ContainerSettings {
  /** What to run. */
  readonly image: ImageReference;
  /** ConfigMaps and Secrets whose keys become environment variables. @default none */
  readonly environmentFrom?: EnvironmentFrom;
  /** What is mounted, by absolute path. @default nothing */
  readonly mounts?: Readonly<Record<string, MountSource>>;
}

/** A container as far as it can be checked before anything is made: where things are mounted is plain, even if they are not. */
export type CheckedContainer = ContainerSettings & Pick<ContainerArgs, "mounts">;
