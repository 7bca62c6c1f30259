import { setTimeout as sleep } from "node:timers/promises";
import { lock } from "proper-lockfile";
import { ToolchainError } from "./toolchain-error.ts";

/** A lock that its owner has not renewed for this long belongs to nobody: its owner was killed. */
const STALE_MS = 20_000;
const RETRY_MS = 500;

/** Who hears of a lock, and who stops waiting for it. */
export interface Locking {
  /** Called once if another run holds it. */
  readonly onWait: () => void;
  readonly signal: AbortSignal;
}

/**
 * Does something while no other run does it for the same folder. What is done gets a signal that is aborted as well
 * when the lock is lost, which happens to a process that was asleep for long.
 * @throws ToolchainError INTERRUPTED when the signal is aborted while waiting
 */
export async function withLock<T>(folder: string, { onWait, signal }: Locking, action: (held: AbortSignal) => Promise<T>): Promise<T> {
  const lost = new AbortController();
  const release = await taken(folder, onWait, signal, () => lost.abort());
  try {
    return await action(AbortSignal.any([signal, lost.signal]));
  } finally {
    // A lock that was lost is another's by now.
    if (!lost.signal.aborted) await release();
  }
}

async function taken(folder: string, onWait: () => void, signal: AbortSignal, onCompromised: () => void): Promise<() => Promise<void>> {
  for (let attempt = 0; ; attempt += 1) {
    if (signal.aborted) throw new ToolchainError("INTERRUPTED", "interrupted; the next run goes on from here");
    try {
      return await lock(folder, { stale: STALE_MS, update: STALE_MS / 4, onCompromised });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ELOCKED")) throw error;
      if (attempt === 0) onWait();
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
