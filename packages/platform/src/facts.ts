import { readClusterFacts } from "@moorage/cluster";
import type { ClusterFacts } from "@moorage/cluster";
import type { Problem } from "@moorage/core";
import { readMachineFacts } from "@moorage/machine";
import type { MachineFacts } from "@moorage/machine";

/** What is known of a clone and its machine. */
export interface Facts {
  /** The clone's own cluster. @default it has none */
  readonly cluster?: ClusterFacts;
  /** What can build images here, and upon what. */
  readonly machine: MachineFacts;
}

/** Reads what describes cluster and machine, or says of each file that cannot be read what to do. */
export function readFacts(stack: string, stateDir: string): Facts | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const read = <T>(from: (folder: string) => T): T | undefined => {
    try {
      return from(stateDir);
    } catch (error) {
      problems.push({ path: `stack ${stack}`, problem: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  };
  const cluster = read(readClusterFacts);
  const machine = read(readMachineFacts);
  if (machine === undefined || problems.length > 0) return { problems };
  return { machine, ...(cluster === undefined ? {} : { cluster }) };
}
