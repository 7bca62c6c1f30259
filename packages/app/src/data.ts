import type * as pulumi from "@pulumi/pulumi";
import type { Peer } from "@moorage/core";
import { Mongo, Nats, Postgres, Redis } from "@moorage/data";
import type { NamespaceReference } from "@moorage/core";
import type { Platform } from "@moorage/platform";
import type { DataDescription } from "./data-description.ts";
import { dataSettings } from "./data-settings.ts";

/** What was made of one data description. */
export type DataComponent = Postgres | Redis | Mongo | Nats;

const components = { postgres: Postgres, redis: Redis, mongo: Mongo, nats: Nats } as const;

/** Where data is deployed. */
export interface DataSurroundings {
  readonly platform: Platform;
  readonly namespace: NamespaceReference;
  readonly partOf: string;
  /** Who may connect. */
  readonly clients: readonly Peer[];
}

/** Registers what an application keeps its data in. Give it a description without problems. */
export function deployData(name: string, description: DataDescription, { platform, namespace, partOf, clients }: DataSurroundings, opts: pulumi.ComponentResourceOptions): DataComponent {
  const { password, passwordVersion, certificateAuthority, transform } = description;
  return new components[description.kind](
    name,
    {
      clients,
      ...dataSettings(description, platform),
      namespace,
      partOf,
      rules: platform.rules,
      ...(password === undefined ? {} : { password }),
      ...(passwordVersion === undefined ? {} : { passwordVersion }),
      ...(certificateAuthority === undefined ? {} : { certificateAuthority }),
      ...(transform === undefined ? {} : { transform }),
    },
    opts,
  );
}
