import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "@redis/client";
import { log } from "../kit/log.ts";
import type { Part } from "../kit/part.ts";

const DEADLINES = "expiration:deadlines";
const AT_A_TIME = 100;

/** Milliseconds for which a pod has a deadline to itself; when it dies on the way, another goes on after them. */
const CLAIM = 30_000;
/** Milliseconds between two tries to reach the server, at most. */
const RETRY = 2000;

/** Deadlines of bookings, in one sorted set for all pods. */
export class Deadlines implements Part {
  readonly name = "redis";
  readonly #client: ReturnType<typeof clientOf>;
  #connecting: Promise<void> | undefined;
  #trouble = "not reached yet";

  constructor(url: string) {
    this.#client = clientOf(url);
    // Readiness says that it is away; without a listener the first error would end the process.
    this.#client.on("error", ({ message }: Error) => {
      if (message !== this.#trouble) log.warn({ part: this.name, reason: message }, "not reached");
      this.#trouble = message;
    });
  }

  /** Keeps when a booking has to be paid; the first deadline of a booking stands. */
  async keep(bookingId: string, at: number): Promise<void> {
    await this.#client.zAdd(DEADLINES, { score: at, value: bookingId }, { condition: "NX" });
  }

  /** Does something for each booking whose deadline has passed, in one pod only, and forgets it when that is done. */
  async passed(now: number, act: (bookingId: string) => Promise<void>): Promise<void> {
    for (const bookingId of await this.#client.zRangeByScore(DEADLINES, 0, now, { LIMIT: { offset: 0, count: AT_A_TIME } })) {
      const mine = await this.#client.set(`expiration:claim:${bookingId}`, "", { condition: "NX", expiration: { type: "PX", value: CLAIM } });
      if (mine === null) continue;
      await act(bookingId);
      // The claim stays until it runs out: others may still have this booking on their list.
      await this.#client.zRem(DEADLINES, bookingId);
    }
  }

  async start(): Promise<void> {
    // Once open it goes on trying by itself.
    if (!this.#client.isOpen) this.#connecting = this.#client.connect().then(() => undefined, () => undefined);
    await Promise.race([this.#connecting, pause(RETRY)]);
    if (!this.#client.isReady) throw new Error(this.#trouble);
  }

  async check(): Promise<void> {
    await this.#client.ping();
  }

  async stop(): Promise<void> {
    if (this.#client.isReady) await this.#client.close();
    else this.#client.destroy();
  }
}

/** Commands fail at once while there is no connection, and whoever gave them tries again. */
function clientOf(url: string) {
  return createClient({ url, disableOfflineQueue: true, socket: { connectTimeout: 3000, reconnectStrategy: (tries) => Math.min(100 * (tries + 1), RETRY) } });
}
