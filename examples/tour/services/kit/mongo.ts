import { MongoClient, MongoServerError, ObjectId } from "mongodb";
import type { Collection, Document, IndexSpecification } from "mongodb";
import type { Part } from "./part.ts";

/** Milliseconds after which a database that does not answer counts as away. */
const PATIENCE = 3000;

/** What is said when a unique index, or the id itself, is there already. */
const DUPLICATE = 11_000;

/** An index that a collection needs. */
export interface Index {
  readonly keys: IndexSpecification;
  readonly unique?: boolean;
}

/** The database of one service. */
export class Mongo implements Part {
  readonly name = "mongodb";
  readonly #client: MongoClient;
  readonly #indexes: (() => Promise<unknown>)[] = [];

  constructor(uri: string) {
    this.#client = clientOf(uri);
  }

  /** A collection, whose indexes are made at the start. */
  collection<T extends Document & { _id: string }>(name: string, indexes: readonly Index[] = []): Collection<T> {
    const collection = this.#client.db().collection<T>(name);
    for (const { keys, unique = false } of indexes) this.#indexes.push(async () => collection.createIndex(keys, { unique }, {}));
    return collection;
  }

  async start(): Promise<void> {
    // After a first connection that failed, commands alone do not begin another.
    await this.#client.connect();
    await this.check();
    for (const make of this.#indexes) await make();
  }

  async check(): Promise<void> {
    await this.#client.db().command({ ping: 1 });
  }

  async stop(): Promise<void> {
    await this.#client.close();
  }
}

/** The driver's own words on a malformed address can repeat parts of it. */
function clientOf(uri: string): MongoClient {
  try {
    return new MongoClient(uri, { serverSelectionTimeoutMS: PATIENCE, connectTimeoutMS: PATIENCE, maxPoolSize: 20 });
  } catch {
    process.stderr.write("MONGO_URI is no address that the driver takes\n");
    return process.exit(1);
  }
}

/** An id that no other document has; later ones come after earlier ones. */
export function newId(): string {
  return new ObjectId().toHexString();
}

/** Whether a write was refused because what must be unique is there already. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === DUPLICATE;
}
