import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Memory, NamespaceReference, Resources } from "@moorage/core";
import { Problems, dnsLabelProblem, memoryProblem, resourceProblems } from "@moorage/core";
import { postgresDefaults } from "./defaults.ts";

/** What a PostgreSQL server in the cluster needs. */
export interface PostgresArgs {
  /** Its name is part of the host name. */
  readonly namespace: NamespaceReference;
  /** Password of the user; a secret from here on. */
  readonly password: pulumi.Input<string>;
  /** Name of the Service by which it is reached. @default the component's name */
  readonly serviceName?: string;
  /** Database that is made at the first start. @default the component's name */
  readonly database?: string;
  /** User that owns it. @default postgres */
  readonly username?: string;
  /** Image with an exact tag. @default `postgresDefaults.image` */
  readonly image?: string;
  /** Size of its volume; a claim can grow, never shrink. @default 1Gi */
  readonly storage?: Memory;
  /** Class of its volume. @default the cluster's default class */
  readonly storageClass?: string;
  /** @default `postgresDefaults.resources` */
  readonly resources?: Resources;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
  /** Changes children before they are registered. @default none */
  readonly transform?: {
    readonly statefulSet?: (args: k8s.apps.v1.StatefulSetArgs) => k8s.apps.v1.StatefulSetArgs;
    readonly service?: (args: k8s.core.v1.ServiceArgs) => k8s.core.v1.ServiceArgs;
  };
}

/** Arguments with every default filled in. */
export type ResolvedPostgresArgs = PostgresArgs & Required<Pick<PostgresArgs, "serviceName" | "database" | "username" | "image" | "storage" | "resources">>;

/** @throws InputError naming everything that is wrong */
export function resolvePostgres(name: string, args: PostgresArgs): ResolvedPostgresArgs {
  const resolved = {
    ...args,
    serviceName: args.serviceName ?? name,
    database: args.database ?? name,
    username: args.username ?? "postgres",
    image: args.image ?? postgresDefaults.image,
    storage: args.storage ?? postgresDefaults.storage,
    resources: args.resources ?? postgresDefaults.resources,
  };
  const problems = new Problems(`Postgres ${name}`);
  problems.check("name", dnsLabelProblem(name));
  problems.check("serviceName", dnsLabelProblem(resolved.serviceName));
  problems.check("namespace", dnsLabelProblem(resolved.namespace.plainName));
  problems.check("storage", memoryProblem(resolved.storage));
  resourceProblems(problems, resolved.resources);
  if (!/:(?!latest)[\w][\w.-]*(@sha256:[0-9a-f]{64})?$/.test(resolved.image)) {
    problems.add({ path: "image", problem: "has no exact tag", got: resolved.image, expected: "name:tag, and never latest" });
  }
  problems.throwIfAny();
  return resolved;
}
