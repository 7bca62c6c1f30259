import { hostname } from "node:os";
import { z } from "zod";

/** Secrets that sign are at least as long as what they sign with. */
const SECRET_LENGTH = 32;

/** A setting that must be there, and what it must be; its value is never repeated. */
export function text(expected: string, accepts: (value: string) => boolean): z.ZodString {
  return z.string({ error: "is required" }).refine(accepts, { error: `must be ${expected}` });
}

/** An address of one of some schemes. */
export function address(...schemes: readonly string[]): z.ZodString {
  return text(`an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(" or ")}`, (value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)));
}

/** A secret that signs. */
export const signingSecret = text(`at least ${SECRET_LENGTH} characters`, (value) => value.length >= SECRET_LENGTH);

/** A whole number, written with digits. */
export function wholeNumber(least: number, most: number): z.ZodPipe<z.ZodString, z.ZodTransform<number, string>> {
  return text(`a whole number from ${least} to ${most}`, (value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most).transform(Number);
}

/** What every service is told. */
export const common = {
  NODE_ENV: z.enum(["production", "development", "test"], { error: "must be production, development or test" }).default("production"),
  PORT: wholeNumber(1, 65_535).default(3000),
};

/** What a service with documents is told. */
export const documents = {
  // The driver reads lists of hosts too, which are no address to anybody else.
  MONGO_URI: text("an address that begins with mongodb:// or mongodb+srv:// and names a database", (value) => /^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+/.test(value)),
};

/** What a service that takes part in events is told. */
export const messaging = {
  NATS_URL: address("nats", "tls"),
  NATS_CLUSTER_ID: text("lower-case letters, digits and dashes", (value) => /^[a-z][a-z0-9-]{0,31}$/.test(value)).default("tour"),
  NATS_CLIENT_ID: text("at most 253 letters, digits, dots and dashes", (value) => /^[\w.-]{1,253}$/.test(value)).default(() => hostname()),
};

/** What a service that knows who asks is told. */
export const identity = { JWT_ACCESS_SECRET: signingSecret };

/**
 * Reads settings from the environment; what is empty counts as not there.
 * @throws Error with a line for each setting that is missing or malformed
 */
export function parseSettings<S extends z.ZodRawShape>(shape: S, environment: NodeJS.ProcessEnv): z.output<z.ZodObject<S>> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const { data, error } = z.object(shape).safeParse(given);
  if (error !== undefined) throw new Error(error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("\n"));
  return data;
}

/** Reads settings, or tells everything that is wrong with them and ends the process. */
export function readSettings<S extends z.ZodRawShape>(shape: S): z.output<z.ZodObject<S>> {
  try {
    return parseSettings(shape, process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
