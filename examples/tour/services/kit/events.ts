import { setTimeout as pause } from "node:timers/promises";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import type { ConsumerMessages, JetStreamClient, JetStreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import type { NatsConnection } from "@nats-io/transport-node";
import { envelope } from "./event-types.ts";
import type { Event, EventData, EventName } from "./event-types.ts";
import { Inbox } from "./inbox.ts";
import { log, reasonOf } from "./log.ts";
import { natsOptions } from "./nats-options.ts";
import type { NatsSettings } from "./nats-options.ts";
import type { Part } from "./part.ts";
import { ensureConsumer, ensureStream, streamOf } from "./stream.ts";

/** Milliseconds before listening that ended begins again. */
const RETRY = 1000;
/** Milliseconds that the server may take to keep an event. */
const PATIENCE = 3000;
/** Milliseconds that the last words may take. */
const DRAIN = 1500;

/** Events of the platform, kept by JetStream until every service that listens has handled them. */
export class Events implements Part {
  readonly name = "nats";
  readonly #service: string;
  readonly #settings: NatsSettings;
  readonly #inbox = new Inbox();
  #connection: NatsConnection | undefined;
  #client: JetStreamClient | undefined;
  #messages: ConsumerMessages | undefined;
  #listening: Promise<void> = Promise.resolve();
  #stopped = false;

  /** @param service All its pods together handle each event once. */
  constructor(service: string, settings: NatsSettings) {
    this.#service = service;
    this.#settings = settings;
  }

  /** Handles events of one name; a handler that fails is called again later. */
  on<N extends EventName>(name: N, handle: (data: EventData[N]) => Promise<void>): void {
    this.#inbox.on(name, handle);
  }

  /** Hands an event to the stream. */
  async publish(event: Event): Promise<void> {
    await this.send(JSON.stringify(event));
  }

  /** Hands an event that is written down already to the stream, which takes one id once within some minutes. */
  async send(text: string): Promise<void> {
    if (this.#client === undefined) throw new Error("not connected yet");
    const { id, name } = envelope.parse(JSON.parse(text));
    await this.#client.publish(this.#subject(name), text, { msgID: id, timeout: PATIENCE });
  }

  async start(): Promise<void> {
    this.#connection ??= await this.#connect();
    const manager = await jetstreamManager(this.#connection);
    await ensureStream(manager, this.#settings.NATS_CLUSTER_ID);
    this.#client = jetstream(this.#connection);
    if (this.#inbox.names.length > 0) this.#listening = this.#listen(manager, this.#client);
  }

  async check(): Promise<void> {
    if (this.#connection === undefined) throw new Error("not connected yet");
    await this.#connection.rtt();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#messages?.close();
    await this.#listening;
    // Draining sends the last acknowledgements; without a server there is nobody to send them to.
    await Promise.race([this.#connection?.drain(), pause(DRAIN, undefined, { ref: false })]);
  }

  async #connect(): Promise<NatsConnection> {
    const connection = await connect(natsOptions(this.#settings));
    void (async () => {
      for await (const { type } of connection.status()) if (type === "disconnect" || type === "reconnect") log.warn({ part: this.name }, type);
    })();
    return connection;
  }

  async #listen(manager: JetStreamManager, client: JetStreamClient): Promise<void> {
    while (!this.#stopped) {
      try {
        await ensureStream(manager, this.#settings.NATS_CLUSTER_ID);
        await ensureConsumer(manager, this.#settings.NATS_CLUSTER_ID, this.#service, this.#inbox.names.map((name) => this.#subject(name)));
        const consumer = await client.consumers.get(streamOf(this.#settings.NATS_CLUSTER_ID), this.#service);
        this.#messages = await consumer.consume({ max_messages: 20, abort_on_missing_resource: true });
        if (this.#stopped) await this.#messages.close();
        for await (const message of this.#messages) await this.#inbox.handle(message);
      } catch (error) {
        log.warn({ part: this.name, reason: reasonOf(error) }, "listening ended");
      }
      if (!this.#stopped) await pause(RETRY);
    }
  }

  #subject(name: string): string {
    return `${this.#settings.NATS_CLUSTER_ID}.${name}`;
  }
}
