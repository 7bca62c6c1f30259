import { eventOf } from "../kit/event-types.ts";
import type { Events } from "../kit/events.ts";
import { log, reasonOf } from "../kit/log.ts";
import type { Part } from "../kit/part.ts";
import type { Deadlines } from "./deadlines.ts";

/** Milliseconds between two looks at the deadlines, which another pod may have written. */
const TICK = 1000;

/** Tells when deadlines have passed. */
export class Clock implements Part {
  readonly name = "clock";
  readonly #deadlines: Deadlines;
  readonly #events: Events;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  /** Why it could not look the last time. */
  #trouble = "";

  constructor(deadlines: Deadlines, events: Events) {
    this.#deadlines = deadlines;
    this.#events = events;
  }

  async start(): Promise<void> {
    this.#timer = setInterval(() => void (this.#looking ??= this.#look().finally(() => (this.#looking = undefined))), TICK);
  }

  async check(): Promise<void> {
    // What it needs answers for itself.
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    try {
      await this.#deadlines.passed(Date.now(), async (bookingId) => {
        // The same id each time: the stream drops what a pod sent that died before it could note so.
        await this.#events.publish(eventOf("expiration.complete", { bookingId }, bookingId));
        log.info({ booking: bookingId }, "expired");
      });
      this.#trouble = "";
    } catch (error) {
      const reason = reasonOf(error);
      if (reason !== this.#trouble) log.warn({ part: this.name, reason }, "deadlines wait");
      this.#trouble = reason;
    }
  }
}
