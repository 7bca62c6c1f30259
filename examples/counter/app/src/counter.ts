import { createClient } from "@redis/client";
import { readSettings } from "../process/settings.ts";

const KEY = "counter";
/** Milliseconds for an answer of Redis. */
const PATIENCE = 2000;
/** Milliseconds between two tries to reach it, at most. */
const RETRY = 2000;
const WELL = "answers";

/** A count that all replicas share: Redis adds to it, so that no two of them add the same. Nothing is `undefined` but while Redis is away. */
class Counter {
  readonly #client: ReturnType<typeof clientOf>;
  #told = "";

  constructor(url: string) {
    this.#client = clientOf(url);
    // Without a listener the first error would end the process.
    this.#client.on("error", (error: Error) => this.#tell(error.message));
    // It goes on trying by itself.
    this.#client.connect().catch(() => undefined);
  }

  async read(): Promise<number | undefined> {
    return this.#ask(async () => Number(await this.#client.get(KEY)));
  }

  async add(): Promise<number | undefined> {
    return this.#ask(async () => this.#client.incr(KEY));
  }

  async answers(): Promise<boolean> {
    return (await this.#ask(async () => this.#client.ping())) !== undefined;
  }

  async #ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    // Why there is no connection was told when it was lost.
    if (!this.#client.isReady) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("does not answer in time")), PATIENCE);
    });
    try {
      const answer = await Promise.race([question(), late]);
      this.#tell(WELL);
      return answer;
    } catch (error) {
      this.#tell((error as Error).message);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Probes come every few seconds: only what has changed is worth a line. */
  #tell(news: string): void {
    if (news !== this.#told) console[news === WELL ? "info" : "warn"](`redis: ${news}`);
    this.#told = news;
  }
}

/** Commands fail at once while there is no connection: one that waited would count after its request was refused. */
function clientOf(url: string) {
  return createClient({ url, disableOfflineQueue: true, socket: { connectTimeout: PATIENCE, reconnectStrategy: (tries) => Math.min(100 * (tries + 1), RETRY) } });
}

/** Routes are bundled apart from each other, some with a copy of this file; the connection is one. */
const shared = globalThis as { counterOfThisProcess?: Counter };

/** The counter, connected on first use. */
export function counter(): Counter {
  return (shared.counterOfThisProcess ??= new Counter(readSettings(process.env).redisUrl));
}
