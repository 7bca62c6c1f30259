import type { Collection, Filter } from "mongodb";
import type { z } from "zod";
import type { Event } from "./event-types.ts";
import type { Page } from "./input.ts";
import { isDuplicate } from "./mongo.ts";
import type { Index, Mongo } from "./mongo.ts";
import type { Outbox, Row } from "./outbox.ts";
import { Refusal } from "./refusal.ts";

/** How often a change is tried while others change the same document. */
const TRIES = 5;

/** Anything that is kept: it has an id, and its version grows by one with each change. */
export interface Entity {
  readonly id: string;
  readonly version: number;
}

/** Documents of one kind, read through a schema. What they tell others is written together with them. */
export class Documents<T extends Entity> {
  readonly #rows: Collection<Row>;
  readonly #schema: z.ZodType<T>;
  readonly #outbox: Outbox | undefined;

  constructor(mongo: Mongo, name: string, schema: z.ZodType<T>, { indexes = [], outbox }: { readonly indexes?: readonly Index[]; readonly outbox?: Outbox } = {}) {
    // One more index finds what still has to be sent.
    this.#rows = mongo.collection<Row>(name, outbox === undefined ? indexes : [...indexes, { keys: { outbox: 1 } }]);
    this.#schema = schema;
    this.#outbox = outbox;
    outbox?.watch(this.#rows);
  }

  async get(id: string): Promise<T | undefined> {
    return this.find({ _id: id });
  }

  async find(filter: Filter<Row>): Promise<T | undefined> {
    const row = await this.#rows.findOne(filter);
    return row === null ? undefined : this.#entity(row);
  }

  /** A part of those that fit, the newest first. */
  async list(filter: Filter<Row>, { before, limit }: Page): Promise<{ readonly items: readonly T[]; readonly next: string | null }> {
    const older = before === undefined ? {} : { _id: { $lt: before } };
    const rows = await this.#rows.find({ ...filter, ...older }).sort({ _id: -1 }).limit(limit + 1).toArray();
    const items = rows.slice(0, limit).map((row) => this.#entity(row));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Adds a document; false when an id or another thing that must be unique is there already. */
  async insert({ id, ...rest }: T, ...events: readonly Event[]): Promise<boolean> {
    try {
      await this.#rows.insertOne({ _id: id, ...rest, outbox: events.map((event) => JSON.stringify(event)) });
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
    await this.#outbox?.flush();
    return true;
  }

  /**
   * Changes a document as `next` says of what it is now; nothing is written when that says nothing. Gives what it is then.
   * @throws Refusal 409 when others change it all the time
   */
  async change(id: string, next: (now: T) => Partial<Omit<T, "id" | "version">> | undefined, tell?: (changed: T) => Event): Promise<T | undefined> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const now = await this.get(id);
      const part = now === undefined ? undefined : next(now);
      if (now === undefined || part === undefined) return now;
      const changed: T = { ...now, ...part, version: now.version + 1 };
      const told = tell === undefined ? {} : { $push: { outbox: JSON.stringify(tell(changed)) } };
      const { matchedCount } = await this.#rows.updateOne({ _id: id, version: now.version }, { $set: { ...part, version: changed.version }, ...told });
      if (matchedCount === 0) continue;
      await this.#outbox?.flush();
      return changed;
    }
    throw new Refusal(409, "others are changing the same thing; try again");
  }

  /** Takes a document away, if it is there. */
  async remove(id: string): Promise<void> {
    await this.#rows.deleteOne({ _id: id });
  }

  /** Keeps a copy of what another service owns, unless a newer one is there. */
  async keep({ id, version, ...rest }: T): Promise<void> {
    try {
      await this.#rows.updateOne({ _id: id, version: { $lt: version } }, { $set: { ...rest, version } }, { upsert: true });
    } catch (error) {
      // One with this id is there that is not older.
      if (!isDuplicate(error)) throw error;
    }
  }

  #entity({ _id, ...rest }: Row): T {
    return this.#schema.parse({ ...rest, id: _id });
  }
}
