import type * as pulumi from "@pulumi/pulumi";
import type { ContainerArgs, MountSource, PodArgs } from "@moorage/pod";
import { dataDefaults } from "./defaults.ts";
import { CREDENTIALS } from "./kind.ts";
import type { DataKind } from "./kind.ts";
import type { Resolved } from "./resolve.ts";

/** Names of what a pod takes from elsewhere. */
export interface PodReferences {
  /** Name of the Secret with the password. */
  readonly credentials: pulumi.Input<string>;
  /** Name of the claim that the pod's data is on. */
  readonly claim: pulumi.Input<string>;
  /** Name of the ServiceAccount. */
  readonly serviceAccount: pulumi.Input<string>;
}

/** The pod of a server in the cluster: writable only where the server writes. */
export function podOf(kind: DataKind, data: Resolved, { credentials, claim, serviceAccount }: PodReferences): PodArgs {
  const { health, ...server } = kind.pod(data, credentials);
  const common = {
    image: { reference: data.image, pullPolicy: "IfNotPresent" },
    runtime: "native",
    resources: data.resources,
    mounts: { [CREDENTIALS]: { secret: credentials }, [kind.folder]: { claim } } satisfies Record<string, MountSource>,
  } as const satisfies ContainerArgs;
  const { follow } = kind;
  return {
    ...common,
    ...server,
    serviceAccountName: serviceAccount,
    ports: kind.ports,
    health: { ...health, startupSeconds: kind.defaults.startupSeconds },
    // There is no sibling that clients could be sent to while this one still serves.
    preStopSeconds: 0,
    drainSeconds: dataDefaults.drainSeconds,
    terminationGraceSeconds: dataDefaults.terminationGraceSeconds,
    ...(follow === undefined ? {} : { initContainers: { [`${data.component}-password`]: { ...common, command: ["sh", "-euc", follow.script], environment: follow.environment } } }),
  };
}
