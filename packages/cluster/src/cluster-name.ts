import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";

/** Name of the one context in every kubeconfig written here. */
export const CONTEXT = "moorage";

/**
 * Name of a clone's cluster: the same whenever asked, and another one for another clone on the same machine.
 * @param stateDir A folder that is there
 */
export function clusterName(stateDir: string): string {
  return `moorage-${createHash("sha256").update(realpathSync(stateDir)).digest("hex").slice(0, 6)}`;
}
