import { z } from "zod";
import { CommentError } from "./comment-error.ts";
import { jsonIn } from "../model/json.ts";
import { hostMessage } from "./host-message.ts";
import { duration } from "./patience.ts";
import type { Patience } from "./patience.ts";
import { isLimited, retryDelay } from "./retry-delay.ts";
import type { Failure } from "./retry-delay.ts";
import type { Token } from "./token.ts";

/** One host's interface, as far as requests go. */
export interface HostApiSettings {
  /** What messages begin with, such as `GitHub acme/board#12`. */
  readonly subject: string;
  /** Variable that the address came from. */
  readonly addressVariable: string;
  /** Headers of every request, beside the token's. */
  readonly headers: Readonly<Record<string, string>>;
  readonly token: Token;
  /** Longest time for one answer, in milliseconds. */
  readonly timeoutMs: number;
  readonly patience: Patience;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal | undefined;
  /** What to do about an answer; `undefined` when this host has nothing of its own to say of it. */
  readonly advice: (status: number) => string | undefined;
}

/** How both hosts are reached; the rest each host knows itself. */
export type Connection = Pick<HostApiSettings, "timeoutMs" | "patience" | "now" | "signal">;

/** What is asked of a host. */
export interface Request<T> {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** The whole address. */
  readonly url: string;
  /** Sent as JSON. */
  readonly body?: object;
  /** What it is for, as in `cannot <doing>`. */
  readonly doing: string;
  /** What the answer must be. */
  readonly schema: z.ZodType<T>;
}

/** What a host answered. */
export interface Answer<T> {
  readonly value: T;
  readonly headers: Headers;
}

/** For requests whose answer says nothing. */
export const nothing = z.unknown().transform(() => undefined);

/** What came back, with the whole text; without a status nothing did. */
interface Raw extends Failure {
  readonly text: string;
}

/** Of a host's own words there are as many in a message. */
const LONGEST_MESSAGE = 200;
/** More than either host keeps on one request: a list that does not end. */
const MAX_PAGES = 200;

/** Sends requests to one host, again where that helps. Every error is one line, without the token. */
export class HostApi {
  readonly #settings: HostApiSettings;

  constructor(settings: HostApiSettings) {
    this.#settings = settings;
  }

  /** @throws CommentError when the host does not do what it is asked, with the status if it answered */
  async send<T>(request: Request<T>): Promise<Answer<T>> {
    const { patience, now, subject } = this.#settings;
    for (let attempt = 1; ; attempt += 1) {
      const raw = await this.#fetch(request);
      if (raw.status !== undefined && raw.status >= 200 && raw.status < 300) return { value: this.#parsed(request, raw), headers: raw.headers };
      const wait = retryDelay(raw, attempt, now());
      if (wait === undefined) throw this.#error(request, raw);
      const end = await patience.wait(`${subject}: ${described(raw)}`, wait, attempt);
      if (end !== undefined) throw this.#error(request, raw, end);
    }
  }

  /**
   * Every element of a list that comes in pages.
   * @param next Address of the page after an answer; `undefined` after the last one.
   * @throws CommentError as `send` does, and for a list without an end
   */
  async all<T>(first: Request<readonly T[]>, next: (headers: Headers) => string | undefined): Promise<readonly T[]> {
    const { subject, addressVariable } = this.#settings;
    const found: T[] = [];
    let url: string | undefined = first.url;
    for (let page = 1; url !== undefined; page += 1) {
      if (page > MAX_PAGES) throw new CommentError(`${subject}: cannot ${first.doing}: there are more than ${MAX_PAGES} pages`, "look whether something between here and the host answers every page with the same one");
      // The token goes where it belongs only, whatever an answer says.
      if (!sameOrigin(url, first.url)) throw new CommentError(`${subject}: cannot ${first.doing}: the next page is said to be on another host`, `check ${addressVariable}: it must be the address that the host itself uses`);
      const { value, headers }: Answer<readonly T[]> = await this.send({ ...first, url });
      found.push(...value);
      url = next(headers);
    }
    return found;
  }

  async #fetch({ method, url, body }: Request<unknown>): Promise<Raw> {
    const { token, headers, timeoutMs, signal } = this.#settings;
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMs);
    try {
      const response = await fetch(url, {
        method,
        headers: { ...headers, authorization: token.authorization(), ...(body === undefined ? {} : { "content-type": "application/json" }) },
        // A redirection turns a POST into a GET.
        redirect: "manual",
        signal: signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const message = hostMessage(text) ?? response.headers.get("location") ?? response.statusText;
      return { status: response.status, headers: response.headers, text, message: this.#quoted(message) };
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      const message = late.signal.aborted ? `no answer within ${duration(timeoutMs)}` : this.#quoted(causeOf(error));
      return { headers: new Headers(), text: "", message };
    } finally {
      clearTimeout(timer);
    }
  }

  #parsed<T>(request: Request<T>, raw: Raw): T {
    const parsed = request.schema.safeParse(jsonIn(raw.text));
    if (parsed.success) return parsed.data;
    const { subject, addressVariable } = this.#settings;
    const [issue] = parsed.error.issues;
    const why = hostMessage(raw.text) === undefined ? `the answer is not what the interface gives${issue === undefined ? "" : ` (${issue.path.join(".") || "JSON"})`}` : raw.message;
    throw new CommentError(`${subject}: cannot ${request.doing}: ${why}`, `check ${addressVariable} and what is between here and there`, raw.status);
  }

  #error({ doing }: Request<unknown>, raw: Raw, end?: string): CommentError {
    const { subject } = this.#settings;
    return new CommentError(`${subject}: cannot ${doing}: ${described(raw)}${end === undefined ? "" : `; ${end}`}`, this.#fix(raw), raw.status);
  }

  #fix(raw: Raw): string {
    const { advice, addressVariable } = this.#settings;
    if (raw.status === undefined) return `check ${addressVariable} and the network, then run the job again`;
    if (isLimited(raw)) return "run the job again later";
    if (raw.status >= 500) return "the host has trouble: run the job again later";
    if (raw.status < 400) return `it has moved: check ${addressVariable} and what the repository is called now`;
    return advice(raw.status) ?? "`--comment file` keeps the comment in a file";
  }

  #quoted(text: string): string {
    return this.#settings.token.hiddenIn(text).slice(0, LONGEST_MESSAGE);
  }
}

function sameOrigin(one: string, other: string): boolean {
  return URL.canParse(one) && new URL(one).origin === new URL(other).origin;
}

function described({ status, message }: Raw): string {
  return [...(status === undefined ? [] : [String(status)]), ...(message === "" ? [] : [message])].join(" ");
}

/** `fetch` says only that it failed; what happened is in the cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return String(cause);
  // Several addresses were tried: each has an error of its own, and the whole has no message.
  if (cause instanceof AggregateError && cause.message === "") return causeOf(cause.errors[0]);
  return cause.message;
}
