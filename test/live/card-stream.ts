import { setTimeout as pause } from "node:timers/promises";
import type { Answer, Question } from "../fixtures/real-node.ts";

/** A card as board gives it. */
export interface Card {
  readonly id: number;
  readonly title: string;
  readonly lane: string;
}

/** A request that was not answered as it should be. */
export interface Failure {
  /** Milliseconds since the stream began. */
  readonly at: number;
  readonly asked: string;
  readonly why: string;
}

/** What became of a stream. */
export interface StreamResult {
  readonly requests: number;
  readonly failures: readonly Failure[];
  /** Cards whose writing was answered with 201. */
  readonly written: readonly Card[];
  /** Milliseconds of the longest time in which no request was answered well. */
  readonly longestGap: number;
  /** Milliseconds of the longest answer that was good. */
  readonly slowest: number;
}

const WORKERS = 4;
/** Milliseconds between two requests of one worker. */
const PAUSE = 40;
/** Milliseconds: more than anything that is to be measured. */
const PATIENCE = 60_000;

/** A steady stream of queries: each worker writes a card, reads it back, and begins again; each request has a connection of its own. */
export class CardStream {
  readonly #ask: (path: string, question?: Question) => Promise<Answer>;
  readonly #began = Date.now();
  readonly #failures: Failure[] = [];
  readonly #written: Card[] = [];
  readonly #working: Promise<unknown>;
  #requests = 0;
  #lastGood = Date.now();
  #longestGap = 0;
  #slowest = 0;
  #ended = false;

  /** @param ask How a request is put to board. */
  constructor(ask: (path: string, question?: Question) => Promise<Answer>) {
    this.#ask = ask;
    this.#working = Promise.all(Array.from({ length: WORKERS }, (_, worker) => this.#work(worker)));
  }

  /** Ends it, once every request that was begun is answered. */
  async end(): Promise<StreamResult> {
    this.#ended = true;
    await this.#working;
    this.#good();
    return { requests: this.#requests, failures: this.#failures, written: this.#written, longestGap: this.#longestGap, slowest: this.#slowest };
  }

  async #work(worker: number): Promise<void> {
    for (let turn = 0; !this.#ended; turn += 1) {
      const title = `card ${worker}-${turn}`;
      const written = await this.#query("/cards", 201, { method: "POST", json: { title } });
      await pause(PAUSE);
      if (written === undefined) continue;
      const card = JSON.parse(written) as Card;
      this.#written.push(card);
      const read = await this.#query(`/cards/${card.id}`, 200);
      if (read !== undefined && (JSON.parse(read) as Card).title !== title) this.#fail(`GET /cards/${card.id}`, `it is another card: ${read}`);
      await pause(PAUSE);
    }
  }

  async #query(path: string, wanted: number, question: Question = {}): Promise<string | undefined> {
    const asked = `${question.method ?? "GET"} ${path}`;
    const start = Date.now();
    this.#requests += 1;
    try {
      const { status, body } = await this.#ask(path, { ...question, timeout: PATIENCE });
      if (status === wanted) {
        this.#slowest = Math.max(this.#slowest, Date.now() - start);
        this.#good();
        return body;
      }
      this.#fail(asked, `${status} ${body.slice(0, 80)}`);
    } catch (error) {
      this.#fail(asked, error instanceof Error ? error.message : String(error));
    }
    return undefined;
  }

  #good(): void {
    const now = Date.now();
    this.#longestGap = Math.max(this.#longestGap, now - this.#lastGood);
    this.#lastGood = now;
  }

  #fail(asked: string, why: string): void {
    this.#failures.push({ at: Date.now() - this.#began, asked, why });
  }
}

/** How many requests failed of how many, in one line, with each reason once. */
export function described({ requests, failures, longestGap, slowest }: StreamResult): string {
  const reasons = new Map<string, number>();
  for (const { why } of failures) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  const told = [...reasons].map(([why, count]) => `${count} × ${why}`);
  const when = failures.length === 0 ? "" : `, from ${failures[0]?.at ?? 0} to ${failures.at(-1)?.at ?? 0} ms`;
  return `${failures.length} of ${requests} requests failed${when}; longest gap ${longestGap} ms, slowest answer ${slowest} ms${told.map((line) => `\n  ${line}`).join("")}`;
}
