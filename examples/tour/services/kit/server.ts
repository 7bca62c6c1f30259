import Fastify from "fastify";
import type { FastifyError, FastifyInstance } from "fastify";
import { MongoNetworkError, MongoServerSelectionError } from "mongodb";
import { log } from "./log.ts";
import { Refusal } from "./refusal.ts";

const BODY_LIMIT = 64 * 1024;

/** How many problems a service has now, in a few words each. */
export type Problems = () => Promise<readonly string[]>;

/** An HTTP server with health, answers to what goes wrong, and a line of log for each request. */
export function createServer(problems: Problems): FastifyInstance {
  // What has arrived when it is told to stop is still answered.
  const server = Fastify({ loggerInstance: log, logController: undefined, bodyLimit: BODY_LIMIT, return503OnClosing: false });

  server.get("/health", async () => ({ status: "ok" }));
  server.get("/health/ready", async (_request, reply) => {
    const found = await problems();
    return found.length === 0 ? { status: "ready" } : reply.code(503).send({ status: "not ready", problems: found });
  });

  server.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ error: "there is nothing at this address" }));
  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    const { status, reason } = answerTo(error);
    if (status >= 500) request.log.error({ err: error }, "a request failed");
    return reply.code(status).send({ error: reason });
  });
  return server;
}

function answerTo(error: FastifyError): { readonly status: number; readonly reason: string } {
  if (error instanceof Refusal) return { status: error.status, reason: error.message };
  if (error instanceof MongoServerSelectionError || error instanceof MongoNetworkError) return { status: 503, reason: "the database does not answer; try again later" };
  // What the framework refuses itself: a body that is no JSON, is too long, or of another type.
  if (error.statusCode !== undefined && error.statusCode < 500) return { status: error.statusCode, reason: error.message };
  return { status: 500, reason: "something went wrong here" };
}
