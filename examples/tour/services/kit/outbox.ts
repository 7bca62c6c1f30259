import { setTimeout as pause } from "node:timers/promises";
import type { Collection } from "mongodb";
import type { Events } from "./events.ts";
import { log, reasonOf } from "./log.ts";
import type { Part } from "./part.ts";

/** Milliseconds between looks for events that another pod, or this one, could not send. */
const INTERVAL = 5000;
/** Milliseconds that whoever wrote waits for its events to be on their way. */
const GRACE = 300;
const AT_A_TIME = 100;

/** A document as it is stored, with the events about it that still have to be sent. */
export interface Row {
  readonly _id: string;
  readonly version: number;
  readonly outbox?: string[];
}

/**
 * Sends events that were written together with what they tell of: neither is ever there without the other, and a
 * server that is away gets them later. An event may be sent twice.
 */
export class Outbox implements Part {
  readonly name = "outbox";
  readonly #events: Events;
  readonly #collections: Collection<Row>[] = [];
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;
  #again = false;

  constructor(events: Events) {
    this.#events = events;
  }

  /** Sends what documents of this collection hold. */
  watch(collection: Collection<Row>): void {
    this.#collections.push(collection);
  }

  async start(): Promise<void> {
    this.#timer = setInterval(() => void this.flush(), INTERVAL);
    void this.flush();
  }

  async check(): Promise<void> {
    // It has nothing of its own that could be away.
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
    await this.#flushing;
  }

  /**
   * Sends what waits. Whoever gets an answer may ask another service next: most often that has been told by then, and
   * when it cannot be, nobody waits for long.
   */
  async flush(): Promise<void> {
    this.#again = true;
    this.#flushing ??= this.#sendAll().finally(() => (this.#flushing = undefined));
    await Promise.race([this.#flushing, pause(GRACE, undefined, { ref: false })]);
  }

  async #sendAll(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        for (const collection of this.#collections) await this.#send(collection);
      } catch (error) {
        log.warn({ part: this.name, reason: reasonOf(error) }, "events wait to be sent");
      }
    }
  }

  async #send(collection: Collection<Row>): Promise<void> {
    // Any text in the list is greater, and an index on the list finds it.
    const rows = await collection.find({ outbox: { $gt: "" } }).sort({ _id: 1 }).limit(AT_A_TIME).toArray();
    for (const { _id, outbox = [] } of rows) {
      for (const text of outbox) {
        await this.#events.send(text);
        await collection.updateOne({ _id }, { $pull: { outbox: text } });
      }
    }
    if (rows.length === AT_A_TIME) this.#again = true;
  }
}
