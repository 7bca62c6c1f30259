import type { DataDescription } from "@moorage/app";
import { cloudPlatform, cloudPlatformProblems } from "@moorage/platform";
import type { CloudPlatformArgs } from "@moorage/platform";
import type { Values } from "@moorage/config";
import { ROOT, STATE, environment } from "./environment.ts";
import { prodSettings } from "./settings.ts";

/** What a platform cannot be looked for without. */
const platformSettings = ["kubeconfig", "context", "cluster", "registry"] as const;

/** board on a cluster in the cloud, its images in a registry, its database managed. */
export const prod = environment({
  kind: "cloud",
  settings: prodSettings,
  problems: (stack, values) => (platformSettings.every((key) => values[key] !== undefined) ? cloudPlatformProblems(stack, platformArgs(values as Values<typeof prodSettings>)) : []),
  platform: (values) => cloudPlatform(platformArgs(values)),
  program: async ({ host, logLevel, replicas, maxReplicas, certificateIssuer, database, databasePassword, databaseAuthority }, platform, previous) =>
    (await import("./board.ts")).board({
      root: ROOT,
      environment: "prod",
      platform,
      previous,
      settings: { host, logLevel, replicas, autoscaling: { min: replicas, max: maxReplicas } },
      tls: certificateIssuer === undefined ? {} : { issuer: certificateIssuer },
      database: { password: databasePassword, ...managed(database), ...(databaseAuthority === undefined ? {} : { certificateAuthority: databaseAuthority }) },
    }),
});

function managed({ server, port, tls, username }: Values<typeof prodSettings>["database"]): Pick<DataDescription, "managed" | "username"> {
  return { managed: { server, ...(port === undefined ? {} : { port }), ...(tls === undefined ? {} : { tls }) }, ...(username === undefined ? {} : { username }) };
}

function platformArgs({ kubeconfig, context, cluster, ingressClass, certificateIssuer, registry, registryUsername, registryPassword, registryInsecure, rehearsal }: Values<typeof prodSettings>): CloudPlatformArgs {
  return {
    stateDir: STATE,
    kubeconfig,
    context,
    cluster,
    ingressClass,
    rehearsal,
    ...(certificateIssuer === undefined ? {} : { certificateIssuer }),
    registry: {
      address: registry,
      insecureSkipVerify: registryInsecure,
      ...(registryUsername === undefined ? {} : { username: registryUsername }),
      ...(registryPassword === undefined ? {} : { password: registryPassword }),
    },
  };
}
