import { setTimeout as delay } from "node:timers/promises";

/** Time, as far as waiting takes it. */
export interface Clock {
  /** The time, in milliseconds since 1970. */
  now(): number;
  /** Waits for a number of milliseconds; ends early, with the signal's reason, when the signal does. */
  sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await delay(milliseconds, undefined, { signal }).catch((error: unknown) => {
      throw signal?.aborted === true ? signal.reason : error;
    });
  },
};

/** How much waiting there may be, and who hears of it. */
export interface PatienceSettings {
  /** All waiting together, in milliseconds. */
  readonly totalMs: number;
  /** Tries of one request. */
  readonly attempts: number;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** Hears of each wait before it begins. */
  readonly onWait: (line: string) => void;
}

/** One bound on the waiting of all requests together: a limit that lasts an hour must not hold a job for an hour. */
export class Patience {
  readonly #settings: PatienceSettings;
  #leftMs: number;

  constructor(settings: PatienceSettings) {
    this.#settings = settings;
    this.#leftMs = settings.totalMs;
  }

  /**
   * Says so and waits before the next try.
   * @param why What went wrong.
   * @param attempt How many tries there were, from 1.
   * @returns why there is no next try; `undefined` after the wait
   */
  async wait(why: string, milliseconds: number, attempt: number): Promise<string | undefined> {
    const { attempts, clock, signal, onWait } = this.#settings;
    if (attempt >= attempts) return `gave up after ${attempts} tries`;
    if (milliseconds > this.#leftMs) return `gave up: another try is welcome in ${duration(milliseconds)}, and no more than ${duration(this.#leftMs)} of waiting are left`;
    this.#leftMs -= milliseconds;
    onWait(`${why}; trying again in ${duration(milliseconds)} (${attempt + 1} of ${attempts})`);
    await clock.sleep(milliseconds, signal);
    return undefined;
  }
}

const MINUTE_SECONDS = 60;
/** Up to here seconds say more than minutes. */
const SECONDS_UP_TO = 120;

/** A time in words. */
export function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds <= SECONDS_UP_TO ? `${seconds} s` : `${Math.ceil(seconds / MINUTE_SECONDS)} min`;
}
