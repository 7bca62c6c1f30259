import { Agent, request } from "node:http";
import { BlockList } from "node:net";

/** Where requests go. */
export interface LoadTarget {
  /** Address of this machine, or of a node on it. */
  readonly address: string;
  readonly port: number;
  /** What the Host header says. */
  readonly host: string;
  /** Asked for one after the other. */
  readonly paths: readonly string[];
}

/** How much is asked. */
export interface LoadSettings {
  /** Connections that are kept: each asks again and again. */
  readonly kept: number;
  /** Loops that open a connection for each request. */
  readonly fresh: number;
  /** Requests per second of all of them together, at most: each waits for its answer before it asks again. */
  readonly rate: number;
  /** Milliseconds that an answer may take. @default 10000 */
  readonly timeout?: number;
}

/** A request that failed. */
export interface Failure {
  /** Milliseconds since the load began. */
  readonly at: number;
  readonly connection: "kept" | "fresh";
  readonly path: string;
  /** The status, or what became of the connection. */
  readonly why: string;
}

/** What came of it. */
export interface LoadReport {
  readonly requests: number;
  readonly failed: number;
  /** The first of those that failed. */
  readonly failures: readonly Failure[];
  /** Requests whose kept connection the other end had closed meanwhile, and which were asked again on another, as HTTP demands of clients. */
  readonly askedAgain: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

const TIMEOUT = 10_000;
const FAILURES_SHOWN = 20;

/** Everything that is on this machine: its loopback addresses, and those that its nodes have. */
const here = new BlockList();
here.addSubnet("127.0.0.0", 8);
here.addSubnet("198.18.0.0", 15);

/** A bounded load on something of this machine, on kept connections and on new ones at once. It goes on until it is ended. */
export class Load {
  readonly #target: LoadTarget;
  readonly #timeout: number;
  readonly #keeping: Agent;
  readonly #loops: readonly Promise<void>[];
  readonly #begun = performance.now();
  readonly #latencies: number[] = [];
  readonly #failures: Failure[] = [];
  #failed = 0;
  #askedAgain = 0;
  #turn = 0;
  #ending = false;

  constructor(target: LoadTarget, { kept, fresh, rate, timeout = TIMEOUT }: LoadSettings) {
    if (!here.check(target.address)) throw new Error(`${target.address} is not of this machine: a load is for nobody else`);
    this.#target = target;
    this.#timeout = timeout;
    this.#keeping = new Agent({ keepAlive: true, maxSockets: kept });
    const pause = (1000 * (kept + fresh)) / rate;
    this.#loops = Array.from({ length: kept + fresh }, async (_, index) => this.#loop(index < kept ? "kept" : "fresh", pause));
  }

  /** How many were asked until now. */
  get requests(): number {
    return this.#latencies.length;
  }

  /** The first of those that failed until now. */
  get failures(): readonly Failure[] {
    return this.#failures;
  }

  /** Resolves when as many have been asked. */
  async reaches(requests: number): Promise<void> {
    while (this.requests < requests) await sleep(100);
  }

  /** Ends it, and tells what came of it. */
  async end(): Promise<LoadReport> {
    this.#ending = true;
    await Promise.all(this.#loops);
    this.#keeping.destroy();
    const sorted = Float64Array.from(this.#latencies).sort();
    const at = (share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 10) / 10;
    return {
      requests: sorted.length,
      failed: this.#failed,
      failures: this.#failures,
      askedAgain: this.#askedAgain,
      seconds: Math.round((performance.now() - this.#begun) / 1000),
      median: at(0.5),
      p99: at(0.99),
      max: at(1),
    };
  }

  async #loop(connection: Failure["connection"], pause: number): Promise<void> {
    // The loops begin one after the other, so that they do not ask in step.
    let next = performance.now() + Math.random() * pause;
    while (!this.#ending) {
      await sleep(next - performance.now());
      const begun = performance.now();
      await this.#one(connection);
      this.#latencies.push(performance.now() - begun);
      next = Math.max(performance.now(), next + pause);
    }
  }

  async #one(connection: Failure["connection"]): Promise<void> {
    const { paths } = this.#target;
    const path = paths[this.#turn++ % paths.length] ?? "/";
    const first = await this.#asked(connection, path);
    const answer = first === "closed" ? await this.#asked("fresh", path) : first;
    if (first === "closed") this.#askedAgain += 1;
    if (answer === "good") return;
    this.#failed += 1;
    if (this.#failures.length < FAILURES_SHOWN) this.#failures.push({ at: Math.round(performance.now() - this.#begun), connection, path, why: answer });
  }

  /** `good`, `closed` for a kept connection that was gone before it answered anything, or what went wrong. */
  #asked(connection: Failure["connection"], path: string): Promise<string> {
    const { address, port, host } = this.#target;
    return new Promise((resolve) => {
      const asking = request({ host: address, port, path, headers: { host }, agent: connection === "kept" ? this.#keeping : false, timeout: this.#timeout }, (answer) => {
        const status = answer.statusCode ?? 0;
        answer.resume();
        answer.on("end", () => resolve(status < 400 ? "good" : `status ${status}`));
        answer.on("error", (error) => resolve(`in the middle of the answer: ${error.message}`));
      });
      asking.on("timeout", () => asking.destroy(new Error(`no answer in ${this.#timeout} ms`)));
      asking.on("error", (error: NodeJS.ErrnoException) => resolve(asking.reusedSocket && error.code === "ECONNRESET" ? "closed" : error.message));
      asking.end();
    });
  }
}

/** In words, for those who watch the test. */
export function shown({ requests, failed, askedAgain, seconds, median, p99, max, failures }: LoadReport): string {
  const line = `${failed} of ${requests} requests failed in ${seconds} s (${Math.round(requests / seconds)} a second); median ${median} ms, p99 ${p99} ms, longest ${max} ms; ${askedAgain} asked again`;
  return [line, ...failures.map(({ at, connection, path, why }) => `  after ${at} ms, ${connection} connection, ${path}: ${why}`)].join("\n");
}

async function sleep(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
