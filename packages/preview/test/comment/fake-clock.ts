import type { Clock } from "../../src/comment/patience.ts";

/** A clock on which waiting takes no time and is written down. */
export class FakeClock implements Clock {
  readonly waits: number[] = [];
  #now = Date.parse("2026-03-01T10:00:00Z");

  now(): number {
    return this.#now;
  }

  async sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted === true) throw signal.reason;
    this.waits.push(milliseconds);
    this.#now += milliseconds;
  }
}
