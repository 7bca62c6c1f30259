/** A request that failed, as far as it tells whether and when to try again. */
export interface Failure {
  /** HTTP status; `undefined` when there was no answer: no connection, or none in time. */
  readonly status?: number;
  readonly headers: Headers;
  /** What the host says. */
  readonly message: string;
}

/** Backoff after the first failure; it doubles with each further one. */
const FIRST_MS = 1000;
/** What GitHub asks for when it limits and does not say for how long. */
const LIMITED_MS = 60_000;
const SHORTEST_MS = 1000;
/** The upper bound of the share of a backoff that is left to chance, so that jobs that failed together do not come back together. */
const JITTER = 0.25;

/**
 * How long to wait before trying again, in milliseconds; `undefined` when another try is of no use.
 * What the host asks for goes before our own backoff.
 * @param attempt How many tries there were, from 1.
 * @param now The time, in milliseconds.
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function retryDelay(failure: Failure, attempt: number, now: number): number | undefined {
  if (isLimited(failure)) return atLeastShortest(retryAfter(failure.headers, now) ?? untilReset(failure.headers, now) ?? LIMITED_MS * 2 ** (attempt - 1));
  if (failure.status === undefined || failure.status >= 500) return atLeastShortest(retryAfter(failure.headers, now) ?? backoff(attempt));
  return undefined;
}

/** Both hosts answer 429; GitHub also 403, with a header or a sentence that tells it from missing rights. */
export function isLimited({ status, headers, message }: Failure): boolean {
  if (status === 429) return true;
  return status === 403 && (headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0" || /rate limit/i.test(message));
}

function backoff(attempt: number): number {
  return FIRST_MS * 2 ** (attempt - 1) * (1 + JITTER * Math.random());
}

/** `Retry-After` is a number of seconds or a date. */
function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after") ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : date - now;
}

/** GitHub and GitLab each have a header with the second at which the limit is lifted. */
function untilReset(headers: Headers, now: number): number | undefined {
  const value = headers.get("x-ratelimit-reset") ?? headers.get("ratelimit-reset") ?? "";
  return /^\d+$/.test(value) ? Number(value) * 1000 - now : undefined;
}

function atLeastShortest(milliseconds: number): number {
  return Math.max(SHORTEST_MS, Math.ceil(milliseconds));
}
