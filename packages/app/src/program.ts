import { dirname } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import type { Connection, ImageReference, Peer } from "@moorage/core";
import { ContainerImage, thirdPartyImage } from "@moorage/image";
import type { ContainerArgs, MountSource } from "@moorage/pod";
import type { Platform } from "@moorage/platform";
import { AppConfig, AppSecret } from "@moorage/secret";
import { resolved } from "./connections.ts";
import { isEmpty, optional } from "./optional.ts";
import type { CompanionDescription, Connections, ProgramDescription, ServiceTransforms } from "./service-description.ts";

/** What the programs of one application have in common. */
export interface Surroundings {
  /** Where it runs. */
  readonly platform: Platform;
  /** Name of the application's namespace, once it is there. */
  readonly namespace: pulumi.Output<string>;
  /** Name of the application. */
  readonly partOf: string;
  /** How the application's data is reached. */
  readonly connections: Connections;
  /** Components that must be ready before a pod that uses them starts, by name of the data. */
  readonly data: Readonly<Record<string, pulumi.Resource>>;
  /** Names of Secrets with which images are pulled. */
  readonly pullSecrets: readonly pulumi.Input<string>[];
  /** Options of a child of the application. */
  readonly child: (opts?: pulumi.ComponentResourceOptions) => pulumi.ComponentResourceOptions;
}

/** What a program has that pods are then made of. */
export interface Program {
  /** The image that its pods run. */
  readonly image: ContainerImage | ImageReference;
  /** Its configuration, unless it has none. */
  readonly config: AppConfig | undefined;
  /** Its secrets, unless it has none. */
  readonly secret: AppSecret | undefined;
  /** What its pods are told, given and shown. */
  readonly pod: Pick<ContainerArgs, "environmentFrom" | "mounts"> & {
    /** Containers that run beside it. */
    readonly sidecars?: Readonly<Record<string, ContainerArgs>>;
    /** Containers that must succeed before it. */
    readonly initContainers?: Readonly<Record<string, ContainerArgs>>;
    /** Names of Secrets with which its images are pulled. */
    readonly pullSecrets: readonly pulumi.Input<string>[];
  };
  /** Whom its pods may open connections to: their own namespace, and the data that it uses. */
  readonly to: readonly Peer[];
  /** Data that must be ready before it. */
  readonly after: readonly pulumi.Resource[];
}

/** Registers what a program is made of: its image, unless it is given, its configuration and its secrets. */
export function deployProgram(name: string, description: ProgramDescription, around: Surroundings, transform: ServiceTransforms = {}, given?: ImageReference): Program {
  const { platform, namespace, partOf, child } = around;
  const { build, image: reference, generated, sidecars, initContainers } = description;
  const base = { namespace, partOf };
  const values = resolved(around.connections, description.config, description.secrets);
  const made = build === undefined ? thirdPartyImage(reference ?? "") : new ContainerImage(name, { ...build, delivery: platform.delivery, ...optional("provider", platform.builder) }, child());
  const image = given ?? made;
  const config = isEmpty(values.config) ? undefined : new AppConfig(name, { ...base, data: values.config, ...optional("transform", transform.config) }, child());
  const secret = isEmpty(values.secrets) && generated === undefined ? undefined : new AppSecret(name, { ...base, data: values.secrets, ...optional("generated", generated), ...optional("transform", transform.secret) }, child());
  const authorities = certificateFiles(name, values.uses.map((use) => around.connections[use]), base, child);
  return {
    image,
    config,
    secret,
    pod: {
      environmentFrom: { configMaps: config === undefined ? [] : [config.name], secrets: secret === undefined ? [] : [secret.name] },
      ...(isEmpty(authorities) ? {} : { mounts: authorities }),
      ...(sidecars === undefined ? {} : { sidecars: companions(sidecars, image) }),
      ...(initContainers === undefined ? {} : { initContainers: companions(initContainers, image) }),
      pullSecrets: around.pullSecrets,
    },
    to: [{ selector: {} }, ...values.uses.flatMap((use) => around.connections[use]?.peer ?? [])],
    after: values.uses.flatMap((use) => around.data[use] ?? []),
  };
}

/** One Secret for each authority whose certificate a connection's URL expects as a file, by the folder it is mounted at. */
function certificateFiles(name: string, used: readonly (Connection | undefined)[], base: { readonly namespace: pulumi.Output<string>; readonly partOf: string }, child: Surroundings["child"]): Readonly<Record<string, MountSource>> {
  const files = used.flatMap((connection) => (connection?.authority === undefined ? [] : [connection.authority]));
  return Object.fromEntries(
    files.map(({ path, certificate }, index) => {
      const secret = new AppSecret(`${name}-authority${index === 0 ? "" : `-${index + 1}`}`, { ...base, keys: "files", data: { "ca.crt": certificate } }, child());
      return [dirname(path), { secret: secret.name }];
    }),
  );
}

function companions(described: Readonly<Record<string, CompanionDescription>>, own: ImageReference): Readonly<Record<string, ContainerArgs>> {
  return Object.fromEntries(Object.entries(described).map(([name, { image, ...settings }]) => [name, { ...settings, image: image === undefined ? own : thirdPartyImage(image) }]));
}
