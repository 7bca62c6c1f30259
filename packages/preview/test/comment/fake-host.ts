import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A comment that the fake host keeps. */
export interface Kept {
  id: number;
  body: string;
  readonly author: Account;
  /** Written by the host itself. */
  readonly system?: true;
}

export interface Account {
  readonly id: number;
  readonly login: string;
}

/** What arrived. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

/** What is sent back. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON, a text as it is. */
  readonly body?: unknown;
}

/** Something that goes wrong: a reply in the place of the right one, no reply at all, or a lost one. */
export type Fault = Reply | "hang" | "drop" | "do it, then drop";

export const BOT: Account = { id: 41_898_282, login: "github-actions[bot]" };
export const PERSON: Account = { id: 7, login: "mallory" };
export const TOKEN = "ghs_16C7e42F292c6912E7710c838347Ae178B4a";

/**
 * A host of comments on this machine. What differs between GitHub and GitLab is in `reply`; pages, faults and
 * the order of requests are here.
 */
export class FakeHost {
  readonly comments: Kept[] = [];
  readonly arrived: Arrived[] = [];
  readonly accounts = new Map<string, Account>([[TOKEN, BOT]]);
  pageSize = 2;
  /** What happens to requests that fit, in order; each once. */
  readonly faults: { readonly method?: string; readonly path?: RegExp; readonly fault: Fault }[] = [];
  /** Called before a request is looked at; a test delays it here. */
  before: (request: Arrived) => Promise<void> | void = () => undefined;
  #nextId = 100;
  readonly #server: Server;
  readonly #reply: (host: FakeHost, request: Arrived) => Reply;

  private constructor(reply: (host: FakeHost, request: Arrived) => Reply) {
    this.#reply = reply;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(reply: (host: FakeHost, request: Arrived) => Reply): Promise<FakeHost> {
    const host = new FakeHost(reply);
    await new Promise<void>((resolve) => host.#server.listen(0, "127.0.0.1", resolve));
    return host;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Adds a comment; ids rise. */
  keep(body: string, author: Account = BOT, more: Pick<Kept, "system"> = {}): Kept {
    const kept = { id: (this.#nextId += 1), body, author, ...more };
    this.comments.push(kept);
    return kept;
  }

  /** As many comments of people, as a long discussion has. */
  chatter(count: number): void {
    for (let index = 0; index < count; index += 1) this.keep(`comment ${index} of a person`, PERSON);
  }

  fail(fault: Fault, about: { readonly method?: string; readonly path?: RegExp; readonly times?: number } = {}): void {
    const { times = 1, ...fits } = about;
    for (let index = 0; index < times; index += 1) this.faults.push({ ...fits, fault });
  }

  /** Requests of a method that arrived, or all of them. */
  requests(method?: string): readonly Arrived[] {
    return this.arrived.filter((each) => method === undefined || each.method === method);
  }

  account({ headers }: Arrived): Account | undefined {
    return this.accounts.get((headers.authorization ?? "").replace(/^Bearer /, ""));
  }

  /** One page of the comments. */
  page({ query }: Arrived): { readonly comments: readonly Kept[]; readonly page: number; readonly last: number } {
    const page = Number(query.get("page") ?? "1");
    const size = Math.min(Number(query.get("per_page") ?? "20"), this.pageSize);
    return { comments: this.comments.slice((page - 1) * size, page * size), page, last: Math.max(1, Math.ceil(this.comments.length / size)) };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? "/", this.origin);
    const text = Buffer.concat(chunks).toString("utf8");
    const arrived = { method: request.method ?? "", path: url.pathname, query: url.searchParams, headers: request.headers, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
    this.arrived.push(arrived);
    await this.before(arrived);
    const index = this.faults.findIndex(({ method, path }) => (method ?? arrived.method) === arrived.method && (path ?? /./).test(arrived.path));
    const fault = index === -1 ? undefined : this.faults.splice(index, 1)[0]?.fault;
    if (fault === "hang") return;
    const reply = fault === undefined || typeof fault === "string" ? (fault === "drop" ? undefined : this.#reply(this, arrived)) : fault;
    if (typeof fault === "string" || reply === undefined) return void request.socket.destroy();
    const isText = typeof reply.body === "string";
    response.writeHead(reply.status, { "content-type": isText ? "text/plain" : "application/json; charset=utf-8", ...reply.headers });
    response.end(reply.body === undefined ? undefined : isText ? reply.body : JSON.stringify(reply.body));
  }
}
