import * as pulumi from "@pulumi/pulumi";
import type { Application } from "@moorage/app";
import { exportOutputs } from "@moorage/outputs";
import type { ContractExports, NoFields } from "@moorage/outputs";
import type { Previous } from "./environment.ts";
import type { SystemContract, SystemFields } from "./system-contract.ts";

/** What a project keeps for its own next deployment; no promise to anybody. */
export interface OwnOutputs {
  /** What data is kept in; the next deployment is compared with it. */
  readonly data: Previous;
}

/**
 * The outputs of a deployed application by its contract, and those that the next deployment is compared with. None of them is a
 * secret.
 * @param contract Made by `systemContract`.
 * @example
 * ```ts
 * import { Application } from "@moorage/app";
 * import { outputsBy, systemContract } from "@moorage/project";
 *
 * const outputs = outputsBy(systemContract("web"))(new Application("web", { platform, services: { web: { image: "nginx:1.29.3", port: 8080 } } }));
 * ```
 */
export function outputsBy(contract: SystemContract): (app: Application) => ContractExports<1, SystemFields, NoFields> & OwnOutputs {
  return (app) => {
    const services = Object.entries(app.services);
    const exported = exportOutputs(contract, {
      public: {
        ...(app.url === undefined ? {} : { url: app.url }),
        namespace: app.namespace,
        images: Object.fromEntries(services.map(([name, { image }]) => [name, pulumi.output(image.reference)])),
        hosts: Object.fromEntries(Object.entries(app.data).map(([name, { connection }]) => [name, connection.host])),
      },
    });
    return { ...exported, data: dataStates(app) };
  };
}

/**
 * What an application's data is kept in, for the next deployment to be compared with: the output `data` of its stack.
 * @example
 * ```ts
 * import { Application } from "@moorage/app";
 * import { dataStates } from "@moorage/project";
 *
 * const data = dataStates(new Application("web", { platform, services: { web: { image: "nginx:1.29.3", port: 8080 } } }));
 * ```
 */
export function dataStates(app: Application): Previous {
  return Object.fromEntries(Object.entries(app.data).map(([name, { state }]) => [name, state]));
}
