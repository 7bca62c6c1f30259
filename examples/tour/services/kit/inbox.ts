import type { JsMsg } from "@nats-io/jetstream";
import { z } from "zod";
import { envelope, eventData } from "./event-types.ts";
import type { EventData, EventName } from "./event-types.ts";
import { log } from "./log.ts";

/** Milliseconds before a message that could not be handled comes again; they grow with each time, up to a limit. */
const RETRY = 1000;
const LONGEST = 30_000;

/** What a service does with the events it listens to. */
export class Inbox {
  readonly #handlers = new Map<string, (data: unknown) => Promise<void>>();

  /** Names of the events that are listened to. */
  get names(): readonly string[] {
    return [...this.#handlers.keys()];
  }

  on<N extends EventName>(name: N, handle: (data: EventData[N]) => Promise<void>): void {
    const schema = eventData[name];
    this.#handlers.set(name, async (data) => handle(schema.parse(data)));
  }

  /** Handles a message and says so to the server, which otherwise gives it again. */
  async handle(message: JsMsg): Promise<void> {
    try {
      const { name, data } = envelope.parse(message.json());
      await this.#handlers.get(name)?.(data);
      message.ack();
      log.debug({ event: name }, "handled");
    } catch (error) {
      // What cannot be read now cannot be read later.
      const malformed = error instanceof z.ZodError || error instanceof SyntaxError;
      log.error({ err: error, subject: message.subject }, malformed ? "an event is malformed" : "an event was not handled");
      if (malformed) message.term();
      else message.nak(Math.min(RETRY * message.info.deliveryCount, LONGEST));
    }
  }
}
