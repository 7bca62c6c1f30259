import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Labels } from "@moorage/core";
import type { CheckedContainer, ContainerArgs, ContainerSettings } from "./container-args.ts";

/** What is known of a pod before anything is made. Its main container is part of it. */
export interface PodSettings extends ContainerSettings {
  /** Seconds it goes on serving after it was told to stop, until every proxy has heard of it; 0 for what serves nobody. @default 10 */
  readonly preStopSeconds?: number;
  /** Seconds that requests which have begun are given to end. @default 30 */
  readonly drainSeconds?: number;
  /** Seconds from being told to stop until being killed. @default 45 */
  readonly terminationGraceSeconds?: number;
}

/** A pod whole: its main container, what runs beside it and before it. */
export interface PodArgs extends PodSettings, ContainerArgs {
  /** ServiceAccount it runs as; its token is not mounted. */
  readonly serviceAccountName: pulumi.Input<string>;
  /** Containers that start before the main one and run beside it until it ends, by name. @default none */
  readonly sidecars?: Readonly<Record<string, ContainerArgs>>;
  /** Containers that must succeed before the main one starts, by name, in this order. @default none */
  readonly initContainers?: Readonly<Record<string, ContainerArgs>>;
  /** Volumes that `mounts` name, such as one that several containers share. @default none */
  readonly volumes?: readonly types.input.core.v1.Volume[];
  /** Names of Secrets with which images are pulled. @default none */
  readonly pullSecrets?: readonly pulumi.Input<string>[];
  /** Labels of its siblings, which it keeps away from: give them for whatever has more than one replica. @default none */
  readonly spreadOver?: Labels;
  /** When containers are started again. @default Always */
  readonly restartPolicy?: "OnFailure" | "Never";
}

/** The containers beside the main one, as far as they can be checked. */
export interface Companions {
  /** Containers that run beside the main one, by name. @default none */
  readonly sidecars?: Readonly<Record<string, CheckedContainer>>;
  /** Containers that must succeed before the main one starts, by name. @default none */
  readonly initContainers?: Readonly<Record<string, CheckedContainer>>;
}

/** A pod as far as it can be checked before anything is made. */
export type CheckedPod = PodSettings & Companions & Pick<PodArgs, "mounts" | "volumes">;
