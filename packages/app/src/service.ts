import { dirname } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import type { Connection, ImageReference, Peer } from "@moorage/core";
import { ContainerImage, thirdPartyImage } from "@moorage/image";
import { Exposure } from "@moorage/network";
import type { ContainerArgs, MountSource } from "@moorage/pod";
import type { Platform } from "@moorage/platform";
import { AppConfig, AppSecret } from "@moorage/secret";
import { StatefulWorkload, Workload } from "@moorage/workload";
import type { WorkloadArgs } from "@moorage/workload";
import { resolved } from "./connections.ts";
import type { CompanionDescription, Connections, ServiceDescription } from "./service-description.ts";
import { portsOf } from "./service-problems.ts";

/** What was made of one service. */
export interface Service {
  /** The image that its pods run. */
  readonly image: ContainerImage | ImageReference;
  /** Its pods. */
  readonly workload: Workload | StatefulWorkload;
  /** Its Service, unless nobody calls it. */
  readonly exposure: Exposure | undefined;
  /** Its configuration, unless it has none. */
  readonly config: AppConfig | undefined;
  /** Its secrets, unless it has none. */
  readonly secret: AppSecret | undefined;
}

/** What the services of one application have in common. */
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
  /** Who may call it: everybody if the ingress leads there. */
  readonly callers: readonly Peer[];
  /** Options of a child of the application. */
  readonly child: (opts?: pulumi.ComponentResourceOptions) => pulumi.ComponentResourceOptions;
}

/** Registers one service of an application. Give it a description that `serviceProblems` has nothing to say about. */
export function deployService(name: string, description: ServiceDescription, around: Surroundings, after: readonly pulumi.Resource[]): Service {
  const { build, image: reference, port, config: configFrom, secrets: secretsFrom, generated, claims, sidecars, initContainers, exposure, dependsOn, transform, ...settings } = description;
  const { platform, namespace, partOf, child } = around;
  const base = { namespace, partOf };
  const values = resolved(around.connections, configFrom, secretsFrom);
  const image = build === undefined ? thirdPartyImage(reference ?? "") : new ContainerImage(name, { ...build, delivery: platform.delivery, ...(platform.builder === undefined ? {} : { provider: platform.builder }) }, child());
  const config = isEmpty(values.config) ? undefined : new AppConfig(name, { ...base, data: values.config, ...optional("transform", transform?.config) }, child());
  const secret = isEmpty(values.secrets) && generated === undefined ? undefined : new AppSecret(name, { ...base, data: values.secrets, ...optional("generated", generated), ...optional("transform", transform?.secret) }, child());
  const authorities = certificateFiles(name, values.uses.map((use) => around.connections[use]), base, child);
  const ports = portsOf(description);
  const args: WorkloadArgs = {
    ...settings,
    ...base,
    image,
    ports,
    environmentFrom: { configMaps: config === undefined ? [] : [config.name], secrets: secret === undefined ? [] : [secret.name] },
    ...(isEmpty(authorities) ? {} : { mounts: authorities }),
    ...(sidecars === undefined ? {} : { sidecars: companions(sidecars, image) }),
    ...(initContainers === undefined ? {} : { initContainers: companions(initContainers, image) }),
    pullSecrets: around.pullSecrets,
    rules: platform.rules,
    from: settings.from ?? around.callers,
    to: [{ selector: {} }, ...values.uses.flatMap((use) => peerOf(around.connections[use])), ...(settings.to ?? [])],
    ...optional("transform", transform?.workload),
  };
  const opts = child({ dependsOn: [...values.uses.flatMap((use) => around.data[use] ?? []), ...after] });
  const workload = claims === undefined ? new Workload(name, args, opts) : new StatefulWorkload(name, { ...args, claims }, opts);
  const service = exposure === false || ports.length === 0 ? undefined : new Exposure(name, { ...exposure, target: workload, ...optional("transform", transform?.exposure) }, child());
  return { image, workload, exposure: service, config, secret };
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

function peerOf(connection: Connection | undefined): readonly Peer[] {
  return connection === undefined ? [] : [connection.peer];
}

function isEmpty(values: object): boolean {
  return Object.keys(values).length === 0;
}

/** A property only where there is a value for it. */
function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}
