import { z } from "zod";
import { flag, optionalSecret, optionalSetting, setting } from "@moorage/config";
import type { Settings, Values } from "@moorage/config";
import { cloudPlatform, cloudPlatformProblems } from "@moorage/platform";
import type { CloudPlatformArgs } from "@moorage/platform";
import { stateOf } from "./clone.ts";
import { certificateOf, commonSettings } from "./common-settings.ts";
import { environment } from "./environment.ts";
import type { Environment, Program } from "./environment.ts";

const text = z.string().min(1, "a value");

/** What may be set in every environment in the cloud. */
export const cloudSettings = Object.freeze({
  ...commonSettings,
  /** Path of the kubeconfig. */
  kubeconfig: setting(text, { example: "~/.kube/config" }),
  /** Context of it: never whichever happens to be current. */
  context: setting(text, { example: "production" }),
  /** What the cluster is called in the state: a new kubeconfig for it replaces nothing, another name everything. */
  cluster: setting(text, { example: "production-1" }),
  ingressClass: setting(text, { example: "traefik", fallback: "traefik" }),
  /** cert-manager ClusterIssuer of the Ingress's certificate; without it a Secret with the certificate must be there. */
  certificateIssuer: optionalSetting(text, { example: "letsencrypt" }),
  /** Where images are pushed: host and path. */
  registry: setting(text, { example: "ghcr.io/your-team" }),
  registryUsername: optionalSetting(text, { example: "robot" }),
  registryPassword: optionalSecret(),
  /** Whether a registry's self-signed certificate will do: for rehearsals. */
  registryInsecure: flag({ example: "true", fallback: false }),
  /** Whether this is production in miniature, on a cluster of this machine. */
  rehearsal: flag({ example: "true", fallback: false }),
});

type Cloud = typeof cloudSettings;

/** What a platform cannot be looked for without. */
const needed = ["kubeconfig", "context", "cluster", "registry"] as const;

/**
 * An environment on a cluster in the cloud: images are pushed to a registry and run by digest, databases are managed.
 * @param folder Folder of the project.
 * @param settings What may be set in it beside `cloudSettings`.
 * @param program Loads what it deploys by itself, so that what is refused before need not wait for it.
 * @example
 * ```ts no-run
 * import { Application } from "@moorage/app";
 * import { cloudEnvironment, host, outputsBy, project, systemContract } from "@moorage/project";
 *
 * const prod = cloudEnvironment(import.meta.dirname, { host: host("web.example.com") }, (values, { platform, tls = {} }) =>
 *   new Application("web", {
 *     platform,
 *     services: { web: { build: { context: "web" }, port: 8080, replicas: 2 } },
 *     ingress: { host: values.host, tls, routes: [{ path: "/", service: "web" }] },
 *   }),
 * );
 * export const runStack = project({ prod }, outputsBy(systemContract("web")));
 * ```
 */
export function cloudEnvironment<S extends Settings>(folder: string, settings: S, program: Program<S & Cloud>): Environment {
  const stateDir = stateOf(folder);
  return environment<S & Cloud>({
    folder,
    kind: "cloud",
    settings: { ...settings, ...cloudSettings },
    problems: (stack, values: Partial<Values<Cloud>>) => (needed.every((key) => values[key] !== undefined) ? cloudPlatformProblems(stack, platformArgs(stateDir, values as Values<Cloud>)) : []),
    platform: (values: Values<Cloud>) => cloudPlatform(platformArgs(stateDir, values)),
    ingressClass: (values: Values<Cloud>) => values.ingressClass,
    tls: (values: Values<Cloud>) => certificateOf(values) ?? (values.certificateIssuer === undefined ? {} : { issuer: values.certificateIssuer }),
    program,
  });
}

function platformArgs(stateDir: string, { kubeconfig, context, cluster, ingressClass, certificateIssuer, registry, registryUsername, registryPassword, registryInsecure, rehearsal }: Values<Cloud>): CloudPlatformArgs {
  return {
    stateDir,
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
