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
    if (availability.ok) return { adapter, why: [`cluster by ${adapter.provider}`, ...refused].join("; ") };
    refused.push(`not ${adapter.provider}: ${availability.why}`);
  }
  throw new ClusterError("no-provider", `no local cluster can be made here; ${refused.join("; ")}. Fix: run \`pnpm start\`, which gets what the embedded one needs`);
}
