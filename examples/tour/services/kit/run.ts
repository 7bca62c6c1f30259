import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { log, reasonOf } from "./log.ts";
import type { Part } from "./part.ts";
import { createServer } from "./server.ts";
import { onStop } from "./stop.ts";

/** Milliseconds between two tries to start a part. */
const RETRY = 1000;
/** Milliseconds that a part may take to say that it can be used. */
const CHECK = 2000;
/** Milliseconds that open requests and parts are given to finish. */
const STOP = 10_000;

/** Milliseconds between two looks for connections that nobody uses any more. */
const SWEEP = 100;

/** What a service consists of. */
export interface Service {
  readonly port: number;
  /** Started in this order, and stopped in the other one. */
  readonly parts?: readonly Part[];
  /** Adds what it answers. */
  readonly routes?: (server: FastifyInstance) => void;
}

/** Serves until told to stop. It answers before its parts are there, and says that it is not ready. */
export async function run({ port, parts = [], routes }: Service): Promise<void> {
  const started = new Set<Part>();
  const stopping = new AbortController();
  const server = createServer(async () => (await Promise.all(parts.map(async (part) => problemOf(part, started)))).flat());
  routes?.(server);

  onStop(async () => {
    const late = setTimeout(() => {
      log.error("not everything finished in time");
      process.exit(1);
    }, STOP);
    stopping.abort();
    // A connection whose last request ends now is idle only afterwards, and the server would wait for its client to go.
    const idle = setInterval(() => server.server.closeIdleConnections(), SWEEP);
    await server.close();
    clearInterval(idle);
    for (const part of [...parts].reverse()) await part.stop().catch((error: unknown) => log.warn({ part: part.name, reason: reasonOf(error) }, "did not stop cleanly"));
    clearTimeout(late);
    log.info("stopped");
  });

  await server.listen({ host: "0.0.0.0", port });
  for (const part of parts) {
    await begin(part, stopping.signal);
    if (stopping.signal.aborted) return;
    started.add(part);
  }
  log.info("started");
}

/** Starts a part as soon as it can be, and tells each reason why it cannot yet once. */
async function begin(part: Part, stopping: AbortSignal): Promise<void> {
  for (let told = ""; !stopping.aborted; ) {
    try {
      await part.start();
      return;
    } catch (error) {
      const reason = reasonOf(error);
      if (reason !== told && !stopping.aborted) log.warn({ part: part.name, reason }, "cannot start yet");
      told = reason;
    }
    await pause(RETRY, undefined, { signal: stopping }).catch(() => undefined);
  }
}

async function problemOf(part: Part, started: ReadonlySet<Part>): Promise<readonly string[]> {
  if (!started.has(part)) return [`${part.name} was not reached yet`];
  const answered = await Promise.race([part.check().then(() => true, () => false), pause(CHECK, false, { ref: false })]);
  return answered ? [] : [`${part.name} does not answer`];
}
