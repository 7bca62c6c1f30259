import { z } from "zod";
import { defineOutputs } from "@moorage/outputs";
import type { NoFields, OutputContract } from "@moorage/outputs";

const fields = {
  /** Address from outside, where there is one. */
  url: z.url().optional(),
  /** Namespace of the services. */
  namespace: z.string(),
  /** The image that each service runs, by the service's name. */
  images: z.record(z.string(), z.string()),
  /** Name by which the cluster reaches each data service, by the name of that. */
  hosts: z.record(z.string(), z.string()),
};

/** What can be said of every system. */
export type SystemFields = typeof fields;

/** A promise to other teams of what can be said of every system. */
export type SystemContract = OutputContract<1, SystemFields, NoFields>;

/**
 * A contract of what can be said of every system: its address, its namespace, its images, and the hosts of its data.
 * @param name Name of the system.
 * @example
 * ```ts
 * import { systemContract } from "@moorage/project";
 *
 * const webV1 = systemContract("web");
 * ```
 */
export function systemContract(name: string): SystemContract {
  return defineOutputs(name, 1, { public: fields });
}
