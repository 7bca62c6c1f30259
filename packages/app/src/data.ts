import type * as pulumi from "@pulumi/pulumi";
import type { Peer } from "@moorage/core";
import type { Mongo, Nats, Postgres, Redis } from "@moorage/data";
import type { NamespaceReference } from "@moorage/core";
import type { Platform } from "@moorage/platform";
import type { DataDescription } from "./data-description.ts";
import { dataKinds } from "./data-kinds.ts";
import { dataSettings } from "./data-settings.ts";

/** What was made of one data description. */
export type DataComponent = Postgres | Redis | Mongo | Nats;

/** Where data is deployed. */
export interface DataSurroundings {
  /** Where it runs. */
  readonly platform: Platform;
  /** The namespace that it is in. */
  readonly namespace: NamespaceReference;
  /** Name of the application. */
  readonly partOf: string;
  /** Who may connect. */
  readonly clients: readonly Peer[];
}

/** Registers what an application keeps its data in. Give it a description without problems. */
export function deployData(name: string, description: DataDescription, { platform, namespace, partOf, clients }: DataSurroundings, opts: pulumi.ComponentResourceOptions): DataComponent {
  const { password, passwordVersion, certificateAuthority, transform } = description;
  return new dataKinds[description.kind].Component(
    name,
    {
      ...dataSettings(description, platform),
      clients: [...clients, ...(description.clients ?? [])],
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
