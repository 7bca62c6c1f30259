import { join } from "node:path";
import { lock } from "proper-lockfile";
import type { ClusterContext, Report } from "./adapter.ts";
import { ClusterError, understood } from "./cluster-error.ts";
import { pause } from "./pause.ts";

/** Milliseconds without a sign of life after which the holder is taken for dead. */
const STALE = 10_000;
const LONGEST_WAIT = 300_000;

/**
 * Does `work` while no other command makes or removes the clone's cluster; waits for one that does.
 * @throws ClusterError `busy` when the other one takes minutes, `aborted` when interrupted meanwhile
 */
export async function exclusively<T>({ stateDir, signal }: ClusterContext, report: Report, work: () => Promise<T>): Promise<T> {
  const release = await acquire(stateDir, report, signal).catch((error: unknown) => {
    throw understood(error);
  });
  try {
    return await work();
  } catch (error) {
    throw understood(error);
  } finally {
    // A lock that was lost in between, say by a machine that slept, is nothing to fail for.
    await release().catch(() => {});
  }
}

async function acquire(stateDir: string, report: Report, signal?: AbortSignal): Promise<() => Promise<void>> {
  const start = Date.now();
  for (let attempt = 0; ; attempt++) {
    try {
      return await lock(stateDir, { lockfilePath: join(stateDir, "cluster.lock"), stale: STALE, onCompromised: () => {} });
    } catch (error) {
      if (!(error instanceof Error) || !("code" in error) || error.code !== "ELOCKED") throw error;
    }
    if (attempt === 0) report("another command is at work on this clone's cluster: waiting for it");
    if (signal?.aborted === true) throw new ClusterError("aborted", "waiting for another command was interrupted");
    if (Date.now() - start > LONGEST_WAIT) throw new ClusterError("busy", `another command has been at work on this clone's cluster for ${LONGEST_WAIT / 60_000} minutes. Fix: end it, then run this one again`);
    await pause(200);
  }
}
