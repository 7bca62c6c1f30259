import type * as pulumi from "@pulumi/pulumi";
import type { Connection } from "@moorage/core";
import type { ContainerImageSettings } from "@moorage/image";
import type { ExposureArgs, ExposureSettings } from "@moorage/network";
import type { ContainerSettings } from "@moorage/pod";
import type { AppConfigArgs, AppSecretArgs, GeneratedValue } from "@moorage/secret";
import type { Claims, ScheduledJobSettings, ScheduledJobTransforms, StatefulWorkloadTransforms, WorkloadSettings, WorkloadTransforms } from "@moorage/workload";

/** Values by environment variable name. */
export type Values = Readonly<Record<string, pulumi.Input<string>>>;

/** How to reach what the application keeps its data in, by the names of its description. */
export type Connections<D extends string = string> = Readonly<Record<D, Connection>>;

/** Values, or what makes them of the connections. Only what it takes a connection from may be reached by the service. */
export type ValuesFrom<D extends string> = Values | ((connections: Connections<D>) => Values);

/** A container that starts before a service's own, and stays beside it if it is a sidecar. */
export interface CompanionDescription extends ContainerSettings {
  /** Name of an image from elsewhere, with its exact tag. @default the service's own image */
  readonly image?: string;
}

/** What every program is made of, whether it serves or runs to an end. Exactly one of `build` and `image` is given. */
export interface ProgramDescription<D extends string = string> {
  /** Sources its image is built from. @default none: `image` is given */
  readonly build?: ContainerImageSettings;
  /** Name of an image from elsewhere, with its exact tag. @default none: `build` is given */
  readonly image?: string;
  /** Configuration as environment variables; never secrets. @default none */
  readonly config?: ValuesFrom<D>;
  /** Secrets as environment variables. @default none */
  readonly secrets?: ValuesFrom<D>;
  /** Secrets that are made up here, as environment variables. @default none */
  readonly generated?: Readonly<Record<string, GeneratedValue>>;
  /** Containers that run beside it, by name. @default none */
  readonly sidecars?: Readonly<Record<string, CompanionDescription>>;
  /** Containers that must succeed before it starts, by name. @default none */
  readonly initContainers?: Readonly<Record<string, CompanionDescription>>;
}

/** One service: an image and everything around it. */
export interface ServiceDescription<D extends string = string> extends WorkloadSettings, ProgramDescription<D> {
  /** Short for one port of the name `http`. @default none */
  readonly port?: number;
  /** Volumes of its own, by name; makes a StatefulSet of it. @default none: it keeps nothing */
  readonly claims?: Claims;
  /** Its Service; `false` for what nobody calls. @default a ClusterIP Service with its ports */
  readonly exposure?: ExposureSettings | false;
  /** Other services, by name, that must be ready before it is deployed. @default none */
  readonly dependsOn?: readonly string[];
  /** Changes its children before they are registered. @default none */
  readonly transform?: ServiceTransforms;
}

/** One job that runs by the clock. Its image is built, named, or that of a service. */
export interface JobDescription<D extends string = string> extends ScheduledJobSettings, ProgramDescription<D> {
  /** Service whose image it runs. @default none: `build` or `image` is given */
  readonly imageOf?: string;
  /** Changes its children before they are registered. @default none */
  readonly transform?: Omit<ServiceTransforms, "workload" | "exposure"> & {
    /** Changes what its pods are made by. */
    readonly job?: ScheduledJobTransforms;
  };
}

/** The last word on each child of a service. */
export interface ServiceTransforms {
  /** Changes its ConfigMap. @default nothing */
  readonly config?: NonNullable<AppConfigArgs["transform"]>;
  /** Changes its Secret. @default nothing */
  readonly secret?: NonNullable<AppSecretArgs["transform"]>;
  /** Changes what its pods are made by. @default nothing */
  readonly workload?: WorkloadTransforms & StatefulWorkloadTransforms;
  /** Changes its Service. @default nothing */
  readonly exposure?: NonNullable<ExposureArgs["transform"]>;
}
