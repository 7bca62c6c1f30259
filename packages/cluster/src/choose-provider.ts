import type { ClusterAdapter } from "./adapter.ts";
import { ClusterError } from "./cluster-error.ts";

/** Which provider is used, and why it is that one. */
export interface Choice {
  readonly adapter: ClusterAdapter;
  /** For people: one line. */
  readonly why: string;
}

/**
 * Picks the first of the adapters, given best first, that can be used here.
 * @throws ClusterError `no-provider` with what is missing for each of them
 */
export async function chooseProvider(adapters: readonly ClusterAdapter[]): Promise<Choice> {
  const refused: string[] = [];
  for (const adapter of adapters) {
    const availability = await adapter.availability();
    if (availability.ok) return { adapter, why: [`cluster by ${nameOf(adapter)}`, ...refused].join("; ") };
    refused.push(`not ${nameOf(adapter)}: ${availability.why}`);
  }
  throw new ClusterError("no-provider", `no local cluster can be made here; ${refused.join("; ")}. Fix: run \`pnpm start\`, which gets what the embedded one needs`);
}

/** What an adapter is called: only the embedded cluster comes with either kind of nodes. */
export function nameOf({ provider, nodes }: ClusterAdapter): string {
  return provider === "embedded" ? `embedded with ${nodes === "real" ? "a real node" : "simulated nodes"}` : provider;
}
