import * as pulumi from "@pulumi/pulumi";
import type { Application } from "@moorage/app";
import type { Previous } from "./environment.ts";

/** What other programs may rely on, whatever the system is. */
export interface ProjectOutputs {
  /** Address from outside. @default none: there is no way in, or it has many hosts */
  readonly url?: string;
  /** Namespace of the services. */
  readonly namespace: string;
  /** The image that each service runs, by the service's name. */
  readonly images: Readonly<Record<string, pulumi.Output<string>>>;
  /** Name by which the cluster reaches each data service, by the name of that. */
  readonly hosts: Readonly<Record<string, string>>;
  /** What data is kept in; the next deployment is compared with it. */
  readonly data: Previous;
}

/**
 * The outputs of a deployed application. None of them is a secret.
 * @example
 * ```ts no-run
 * import { Application } from "@moorage/app";
 * import { outputsOf } from "@moorage/project";
 *
 * const { url } = outputsOf(new Application("web", { platform, services: { web: { image: "nginx:1.29.3", port: 8080 } } }));
 * ```
 */
export function outputsOf(app: Application): ProjectOutputs {
  const services = Object.entries(app.services);
  return {
    ...(app.url === undefined ? {} : { url: app.url }),
    namespace: app.namespace,
    images: Object.fromEntries(services.map(([name, { image }]) => [name, pulumi.output(image.reference)])),
    hosts: Object.fromEntries(Object.entries(app.data).map(([name, { connection }]) => [name, connection.host])),
    data: dataStates(app),
  };
}

/**
 * What an application's data is kept in, for the next deployment to be compared with: the output `data` of its stack.
 * @example
 * ```ts no-run
 * import { Application } from "@moorage/app";
 * import { dataStates } from "@moorage/project";
 *
 * const data = dataStates(new Application("web", { platform, services: { web: { image: "nginx:1.29.3", port: 8080 } } }));
 * ```
 */
export function dataStates(app: Application): Previous {
  return Object.fromEntries(Object.entries(app.data).map(([name, { state }]) => [name, state]));
}
