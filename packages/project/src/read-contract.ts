import * as pulumi from "@pulumi/pulumi";
import { readOutputs } from "@moorage/outputs";
import type { Fields, OutputContract, Producer, ReadOutputs } from "@moorage/outputs";
import type { Site } from "./environment.ts";

const PLACEHOLDER = "placeholder";

/**
 * The outputs of another stack by its contract, as `readOutputs` gives them; placeholders where the program is only looked at and
 * no stack is asked.
 * @param site Where the program runs.
 * @throws InputError when the producer's names cannot be
 * @example
 * ```ts no-run
 * import { readContract, systemContract } from "@moorage/project";
 * import type { Site } from "@moorage/project";
 *
 * const shop = (site: Site) => readContract(systemContract("shop"), { project: "shop", stack: site.environment }, site);
 * ```
 */
export function readContract<V extends number, P extends Fields, S extends Fields>(contract: OutputContract<V, P, S>, producer: Producer, { platform }: Pick<Site, "platform">): ReadOutputs<P, S> {
  if (platform.placeholders !== true) return readOutputs(contract, producer);
  const open = Object.keys(contract.public).map((name) => [name, pulumi.output(PLACEHOLDER)]);
  const hidden = Object.keys(contract.secrets).map((name) => [name, pulumi.secret(PLACEHOLDER)]);
  return Object.fromEntries([...open, ...hidden]) as ReadOutputs<P, S>;
}
