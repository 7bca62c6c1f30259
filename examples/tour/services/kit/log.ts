import type { FastifyBaseLogger } from "fastify";
import { pino } from "pino";

/** One line of JSON on stdout for each thing worth telling. */
export const log: FastifyBaseLogger = pino({
  level: process.env["NODE_ENV"] === "development" ? "debug" : "info",
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }) },
  // Errors of drivers carry objects that hold whole connections; what is told of one is chosen here.
  serializers: { err: (error: unknown) => (error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : { message: String(error) }) },
});

/** What is said of a failure that needs no stack. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
