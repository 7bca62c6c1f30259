import Fastify, { LogController } from "fastify";
import type { FastifyError, FastifyInstance } from "fastify";
import { log } from "./log.ts";
import { Refusal } from "./refusal.ts";

const BODY_LIMIT = 64 * 1024;

/** How errors of the driver are called when the database does not answer. By name: not every service has the driver loaded. */
const UNREACHABLE = /^Mongo(ServerSelection|Network|NetworkTimeout|PoolCleared|WaitQueueTimeout|TopologyClosed)Error$/;

/** An HTTP server with health, answers to what goes wrong, and a line of log for each request. */
export function createServer(problems: () => Promise<readonly string[]>): FastifyInstance {
  const server = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    // What has arrived when the server is told to stop is still answered.
    return503OnClosing: false,
  });

  server.get("/health", async () => ({ status: "ok" }));
  server.get("/health/ready", async (_request, reply) => {
    const found = await problems();
    return found.length === 0 ? { status: "ready" } : reply.code(503).send({ status: "not ready", problems: found });
  });

  server.addHook("onResponse", async ({ method, url }, { statusCode, elapsedTime }) => {
    // A query can hold what is nobody's business, and probes would drown the rest.
    const [path = ""] = url.split("?");
    if (!path.startsWith("/health")) log.info({ method, path, status: statusCode, ms: Math.round(elapsedTime) }, "answered");
  });
  server.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ error: "there is nothing at this address" }));
  server.setErrorHandler(async (error: FastifyError, _request, reply) => {
    const { status, reason } = answerTo(error);
    if (status >= 500) log.error({ err: error }, "a request failed");
    return reply.code(status).send({ error: reason });
  });
  return server;
}

function answerTo(error: FastifyError): { readonly status: number; readonly reason: string } {
  if (error instanceof Refusal) return { status: error.status, reason: error.message };
  if (UNREACHABLE.test(error.name)) return { status: 503, reason: "the database does not answer; try again later" };
  // What the framework refuses itself: a body that is no JSON, is too long, or of another type.
  if (error.statusCode !== undefined && error.statusCode < 500) return { status: error.statusCode, reason: error.message };
  return { status: 500, reason: "something went wrong here" };
}
