import type * as pulumi from "@pulumi/pulumi";
import type { Problem, Problems, ServicePort } from "@moorage/core";
import type { ContainerArgs, PodArgs } from "@moorage/pod";
import type { Address } from "./connection.ts";
import type { KindDefaults } from "./defaults.ts";
import type { Resolved } from "./resolve.ts";

/** Folder at which a pod finds the files of its Secret. */
export const CREDENTIALS = "/etc/moorage/credentials";

/** Key of the Secret, and name of the file, that is the password and nothing else. */
export const PASSWORD_KEY = "password";

/** The server's own part of its pod: what every pod has is not in it. */
export type ServerPod = Pick<PodArgs, "command" | "args" | "environment" | "writable"> & Required<Pick<PodArgs, "health">>;

/** A container that dumps a database: a command that writes to `"$file.part"`, and what it needs for that. */
export interface Dump {
  /** Line of a shell script. */
  readonly command: string;
  /** Variables that the command reads. */
  readonly environment: (data: Resolved, address: Address, credentials: pulumi.Input<string>) => NonNullable<ContainerArgs["environment"]>;
}

/** A shell script that runs before the server does, on the server's data and with the files of its Secret. */
export interface Follow {
  /** The script. */
  readonly script: string;
  /** Variables that it reads. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What one kind of server differs in from the others. */
export interface DataKind {
  /** Name of the component's class. */
  readonly title: string;
  /** Its role in a system, as a label. */
  readonly role: string;
  /** What it is when nothing else is said. */
  readonly defaults: KindDefaults;
  /** Database that programs use when nothing else is said. @default the component's name */
  readonly database?: string;
  /** Ports that it listens on; clients use the first. */
  readonly ports: readonly [ServicePort, ...ServicePort[]];
  /** Folder of the container that its claim is mounted at. */
  readonly folder: string;
  /** Everything of a connection in one. */
  readonly url: (address: Address, password: string) => string;
  /** Notes names that the server does not know or take. */
  readonly names: (problems: Problems, data: Resolved) => void;
  /** What keeps a text that is a good password elsewhere from being one here. @default nothing */
  readonly passwordProblem?: (password: string) => Omit<Problem, "path"> | undefined;
  /** Files that have the password in them, beside the one that is the password; the pod's Secret. */
  readonly files: (data: Resolved, password: string) => Readonly<Record<string, string>>;
  /** The server's own part of its pod. */
  readonly pod: (data: Resolved, credentials: pulumi.Input<string>) => ServerPod;
  /** Whether a server follows a new password while it runs, so that its pod stays. @default false: another password is another pod */
  readonly followsRunning?: boolean;
  /** Script that makes data which is there already follow a new password, before the server starts. @default the server reads its password at each start */
  readonly follow?: Follow;
  /** How it is dumped. @default it is not */
  readonly dump?: Dump;
}
