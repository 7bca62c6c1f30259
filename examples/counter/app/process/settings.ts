import { hostname } from "node:os";

/** What the server is told. */
export interface Settings {
  readonly redisUrl: string;
  readonly port: number;
  /** Who answers. */
  readonly pod: string;
  /** What was released, where that is told. */
  readonly release?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const MAX_PORT = 65_535;
const REDIS_PATH = /^(\/\d{0,5})?$/;
/** One line of ordinary characters. */
const RELEASE = /^[^\p{C}\p{Zl}\p{Zp}]{1,64}$/u;

/**
 * Reads the environment; what is empty counts as not there.
 * @throws Error with a line for each setting that is missing or malformed, and without the value of any secret
 */
export function readSettings(environment: Environment): Settings {
  const { REDIS_URL: redisUrl = "", PORT: port, POD_NAME: pod, RELEASE: release } = environment;
  const problems = [
    ...(redisUrl === "" ? ["REDIS_URL is required"] : isRedis(redisUrl) ? [] : ["REDIS_URL must look like redis://:password@host:6379/0, or begin with rediss:// for TLS"]),
    ...(isPort(port || "3000") ? [] : [`PORT must be a whole number from 1 to ${MAX_PORT}`]),
    ...(RELEASE.test(release || "none") ? [] : ["RELEASE must be one line of at most 64 characters"]),
  ];
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return { redisUrl, port: Number(port || "3000"), pod: pod || hostname(), ...(release ? { release } : {}) };
}

function isRedis(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname: host, pathname } = new URL(text);
  return ["redis:", "rediss:"].includes(protocol) && host !== "" && REDIS_PATH.test(pathname);
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_PORT;
}
