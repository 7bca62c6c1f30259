import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { Agent, request } from "node:http";
import type { IncomingMessage } from "node:http";
import { connect, createServer } from "node:net";
import type { Server, Socket } from "node:net";
import { json } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../fixtures/addresses.ts";
import type { ContainerPlace, Running } from "../fixtures/containers.ts";

const PORT = 3000;
const PATIENCE_MS = 120_000;
/** Less than the five seconds for which Node.js keeps a connection that nobody uses. */
const STOP_MS = 4_000;
const NEWS_MS = 10_000;
const PAUSE_MS = 100;
/** Less than the server waits for. */
const REDIS_SLEEP_MS = 1_000;
/** The limit of its pods. */
const MEMORY = "512m";
const READY = "/api/health/ready";
const NO_REDIS = "redis://:pass-phrase@127.0.0.1:1/0";
const AWAY = { status: 503, body: { error: "the count cannot be reached" } };

type Environment = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;

interface Answer {
  readonly status: number;
  readonly body: Fields;
}

/** Checks of the image of the example counter. */
export function counterContainers(place: () => ContainerPlace): void {
  const start = async (name: string, env: Environment): Promise<Running> => {
    const image = place().images["counter"];
    assert.ok(image !== undefined, "there is no image of counter");
    return place().containers.run(name, image, { port: PORT, memory: MEMORY, env });
  };
  const ready = async (name = "counter", env: Environment = {}): Promise<Running> => {
    const server = await start(name, { REDIS_URL: (await place().servers.redis()).url, ...env });
    await server.ready(READY);
    return server;
  };

  it("counts up by exactly as many as were asked for at once of two replicas, and both tell the same count", async () => {
    const replicas = await Promise.all([ready("counter-1", { POD_NAME: "counter-a" }), ready("counter-2", { POD_NAME: "counter-b" })]);
    const [one, other] = replicas;
    const before = countOf(await ask(one, "/api/count"));
    const times = 200;
    const answers = await Promise.all(Array.from({ length: times }, async (_, index) => ask(index % 2 === 0 ? one : other, "/api/count", { method: "POST" })));
    const counts = answers.map(countOf).sort((a, b) => a - b);
    assert.deepEqual(counts, Array.from({ length: times }, (_, index) => before + index + 1));
    for (const [replica, pod] of [[one, "counter-a"], [other, "counter-b"]] as const) {
      assert.deepEqual(await ask(replica, "/api/count"), { status: 200, body: { count: before + times, pod } });
    }
  }).timeout(PATIENCE_MS);

  it("shows the count, the pod and the release in a page, whose button counts without a script", async () => {
    const server = await ready("counter", { POD_NAME: "counter-a", RELEASE: "<b>2.0</b>" });
    const before = countOf(await ask(server, "/api/count"));
    const page = await pageOf(server);
    assert.equal(page.count, before);
    assert.match(page.text, /Answered by counter-a/);
    assert.match(page.text, /Release &lt;b&gt;2\.0&lt;\/b&gt;/);
    const [, method = "", action = ""] = /<form(?=[^>]* method="(\w+)")(?=[^>]* action="([^"]+)")/.exec(page.text) ?? [];
    const counted = await fetch(`${server.url}${action}`, { method, redirect: "manual", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "" });
    assert.deepEqual([counted.status, counted.headers.get("location")], [303, "/"]);
    assert.equal((await pageOf(server)).count, before + 1);
    assert.deepEqual((await ask(server, "/api/count")).body, { count: before + 1, pod: "counter-a", release: "<b>2.0</b>" });
  }).timeout(PATIENCE_MS);

  it("has everything that its page names, and names nothing elsewhere", async () => {
    const server = await ready();
    const { text } = await pageOf(server);
    const addresses = [...text.matchAll(/<(?:link|script)[^>]* (?:href|src)="([^"]+)"/g)].map(([, address = ""]) => address);
    assert.ok(addresses.some((address) => address.includes(".css")) && addresses.some((address) => address.endsWith(".js")), text);
    for (const address of addresses) {
      assert.match(address, /^\/[^/]/);
      assert.equal((await fetch(`${server.url}${address}`)).status, 200, address);
    }
  }).timeout(PATIENCE_MS);

  it("answers 404 to what is not there, in JSON below /api, and 405 to what cannot be done, and counts nothing of it", async () => {
    const server = await ready();
    const before = await ask(server, "/api/count");
    for (const path of ["/api", "/api/elsewhere", "/api/count/1"]) {
      for (const method of ["GET", "POST", "DELETE"]) assert.deepEqual(await ask(server, path, { method }), { status: 404, body: { error: `there is no ${path}` } });
    }
    const page = await fetch(`${server.url}/elsewhere`);
    assert.equal(page.status, 404);
    assert.match(await page.text(), /<h1>Not found<\/h1>/);
    for (const [method, path, allowed] of [["PUT", "/api/count", "GET, HEAD, POST"], ["DELETE", "/api/count", "GET, HEAD, POST"], ["POST", "/api/health", "GET, HEAD"], ["POST", READY, "GET, HEAD"], ["GET", "/count", "POST"]] as const) {
      const answer = await fetch(`${server.url}${path}`, { method });
      await answer.arrayBuffer();
      assert.deepEqual([answer.status, answer.headers.get("allow")], [405, allowed], `${method} ${path}`);
    }
    assert.deepEqual(await ask(server, "/api/count"), before);
  }).timeout(PATIENCE_MS);

  it("lives without Redis and says so, is ready as soon as it is there, and not when it is gone again", async () => {
    const redis = new URL((await place().servers.redis()).url);
    const port = await freePort();
    const server = await start("counter", { REDIS_URL: Object.assign(new URL(redis), { port: String(port) }).href });
    await server.ready("/api/health");
    assert.deepEqual(await ask(server, READY), AWAY);
    assert.deepEqual(await ask(server, "/api/count", { method: "POST" }), AWAY);
    assert.deepEqual(await ask(server, "/count", { method: "POST" }), AWAY);
    assert.equal((await pageOf(server)).count, undefined);
    const line = new Line(redis);
    try {
      await line.open(port);
      await server.ready(READY);
      const count = countOf(await ask(server, "/api/count", { method: "POST" }));
      assert.equal((await pageOf(server)).count, count);
      await line.cut();
      assert.deepEqual(await ask(server, "/api/count"), AWAY);
      assert.deepEqual(await ask(server, READY), AWAY);
      assert.deepEqual(await ask(server, "/api/health"), { status: 200, body: { status: "ok" } });
    } finally {
      await line.cut();
    }
  }).timeout(PATIENCE_MS);

  it("ends with 0 at once when it is told to, with Redis and without, and writes single lines without the password", async () => {
    const { password } = new URL((await place().servers.redis()).url);
    for (const [server, news] of [[await ready(), /redis: answers/], [await start("counter-alone", { REDIS_URL: NO_REDIS }), /redis: connect ECONNREFUSED/]] as const) {
      await server.ready("/api/health");
      await logOf(server, news);
      await stopped(server);
      const log = await server.logs();
      for (const line of log.split("\n")) assert.equal(typeof fieldsOf(JSON.parse(line))["message"], "string", line);
      for (const secret of [password, "pass-phrase"]) assert.ok(!log.includes(secret), "the password is in the log");
    }
  }).timeout(PATIENCE_MS);

  it("answers what was asked before it was told to end, though the client keeps its connection, and ends with 0 then", async () => {
    const server = await ready();
    const count = countOf(await ask(server, "/api/count"));
    await sleepNow(new URL((await place().servers.redis()).url));
    const agent = new Agent({ keepAlive: true });
    const answered = once(request(`${server.url}/api/count`, { method: "POST", agent }).end(), "response") as Promise<[IncomingMessage]>;
    await pause(REDIS_SLEEP_MS / 4);
    const stopping = stopped(server);
    const [answer] = await answered;
    assert.deepEqual([answer.statusCode, await json(answer)], [200, { count: count + 1, pod: "counter" }]);
    await stopping;
    agent.destroy();
  }).timeout(PATIENCE_MS);

  it("does not count for whom Redis does not know, and keeps the wrong password to itself", async () => {
    const wrong = randomBytes(12).toString("hex");
    const server = await start("counter", { REDIS_URL: Object.assign(new URL((await place().servers.redis()).url), { password: wrong }).href });
    await server.ready("/api/health");
    assert.deepEqual(await ask(server, READY), AWAY);
    assert.ok(!(await logOf(server, /redis: WRONGPASS/)).includes(wrong), "the password is in the log");
  }).timeout(PATIENCE_MS);

  it("ends at once with a line for each setting that is wrong, and repeats none", async () => {
    await assert.rejects((await start("counter", {})).ready("/api/health"), /ended with exit code 1 .*\nREDIS_URL is required$/);
    const wrong = await start("counter", { REDIS_URL: "http://:pass-phrase@store", PORT: "none", RELEASE: "two\nlines" });
    await assert.rejects(wrong.ready("/api/health"), /ended with exit code 1 .*\nREDIS_URL must look like .*\nPORT must be .*\nRELEASE must be .*$/);
    assert.doesNotMatch(await wrong.logs(), /pass-phrase/);
  }).timeout(PATIENCE_MS);
}

/** The log, as soon as something is in it. */
async function logOf(server: Running, news: RegExp): Promise<string> {
  for (const deadline = Date.now() + NEWS_MS; ; ) {
    const log = await server.logs();
    if (news.test(log)) return log;
    assert.ok(Date.now() < deadline, `${String(news)} is not in its log:\n${log}`);
    await pause(PAUSE_MS);
  }
}

async function stopped(server: Running): Promise<void> {
  const begun = Date.now();
  assert.equal(await server.stop(), 0, await server.logs());
  assert.ok(Date.now() - begun < STOP_MS, `it took ${Date.now() - begun} ms to end`);
}

/** Lets a Redis answer nobody for a moment. */
async function sleepNow({ hostname, port, password }: URL): Promise<void> {
  const socket = connect(Number(port), hostname);
  socket.write(`AUTH ${password}\r\nCLIENT PAUSE ${REDIS_SLEEP_MS} ALL\r\n`);
  let answer = "";
  while (!/^\+OK\r\n\+OK\r\n$/.test(answer)) {
    const [data] = (await once(socket, "data")) as [Buffer];
    answer += data.toString();
    assert.doesNotMatch(answer, /^-/m);
  }
  socket.destroy();
}

/** A way to a Redis that can be opened and cut while the Redis itself goes on serving others. */
class Line {
  readonly #redis: URL;
  readonly #ends = new Set<Socket>();
  #server: Server | undefined;

  constructor(redis: URL) {
    this.#redis = redis;
  }

  async open(port: number): Promise<void> {
    this.#server = createServer((near) => {
      const far = connect(Number(this.#redis.port), this.#redis.hostname);
      for (const end of [near, far]) {
        this.#ends.add(end);
        end.on("error", () => undefined);
        end.on("close", () => [near, far].forEach((each) => each.destroy()));
      }
      near.pipe(far).pipe(near);
    });
    this.#server.listen(port, this.#redis.hostname);
    await once(this.#server, "listening");
  }

  /** May be called again. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = once(server, "close");
    server.close();
    this.#ends.forEach((end) => end.destroy());
    await closed;
  }
}

/** Whatever it answers is an object in JSON. */
async function ask({ url }: Running, path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(`${url}${path}`, { redirect: "manual", ...init });
  const text = await response.text();
  assert.equal(response.headers.get("content-type"), "application/json", `${path}: ${text}`);
  return { status: response.status, body: fieldsOf(JSON.parse(text)) };
}

function countOf({ status, body }: Answer): number {
  assert.ok(status === 200 && typeof body["count"] === "number", `${status} ${JSON.stringify(body)}`);
  return body["count"];
}

/** The page as a browser without scripts has it; React parts its texts with comments. */
async function pageOf({ url }: Running): Promise<{ readonly text: string; readonly count: number | undefined }> {
  const response = await fetch(url);
  const text = (await response.text()).replaceAll("<!-- -->", "");
  assert.equal(response.status, 200, text);
  assert.match(response.headers.get("content-type") ?? "", /^text\/html/);
  const shown = /<output>(\d+)<\/output>/.exec(text)?.[1];
  assert.equal(/role="alert"/.test(text), shown === undefined, text);
  return { text, count: shown === undefined ? undefined : Number(shown) };
}

function fieldsOf(value: unknown): Fields {
  assert.ok(typeof value === "object" && value !== null && !Array.isArray(value), JSON.stringify(value));
  return value as Fields;
}
