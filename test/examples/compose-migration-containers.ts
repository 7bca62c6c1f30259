import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import type { ContainerPlace, Running } from "../fixtures/containers.ts";

const PATIENCE = 120_000;
/** What a pod is given is longer, but nobody should wait for an idle server. */
const STOP_MS = 10_000;

/** The page without a browser, in the container of the front end: what its server would send is looked at. */
const PAGE_THAT_WORKS = `
import os
from streamlit.testing.v1 import AppTest
measured = os.environ["MEASURED"]
page = AppTest.from_file("frontend/app.py", default_timeout=20).run()
assert not page.exception, page.exception
name, unit = page.text_input
name.set_value(measured)
unit.set_value("m")
page.number_input[0].set_value(4.5)
page.button[0].click().run()
assert [each.value for each in page.success] == ["It is kept."], page.error
statistics, latest = (each.value.to_dict("records") for each in page.dataframe)
assert {"name": measured, "unit": "m", "count": 1, "mean": 4.5, "min": 4.5, "max": 4.5} in statistics, statistics
assert (latest[0]["name"], latest[0]["value"]) == (measured, 4.5), latest
page.text_input[0].set_value("not/a/name")
page.button[0].click().run()
assert [each.value for each in page.warning] == ["It was not taken."], page.warning
assert any(each.value.startswith("name: ") for each in page.text), page.text
`;
const PAGE_ALONE = `
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("frontend/app.py", default_timeout=20).run()
assert not page.exception, page.exception
assert [each.value for each in page.error] == ["The API cannot be reached at the moment. Please try again later."], page.error
assert len(page.dataframe) == 0, page.dataframe
`;

/** Checks of the two images of the example compose-migration. */
export function composeMigrationContainers(place: () => ContainerPlace): void {
  const image = (service: string): string => {
    const reference = place().images[service];
    assert.ok(reference !== undefined, `there is no image of ${service}`);
    return reference;
  };
  const back = async (redisUrl: string, name = "api-backend"): Promise<Running> => {
    const api = await place().containers.run(name, image("api-backend"), { port: 5000, env: { REDIS_URL: redisUrl, LOG_LEVEL: "DEBUG" } });
    await api.ready("/health");
    return api;
  };
  const front = async (env: Readonly<Record<string, string>> = {}): Promise<Running> => place().containers.run("web-frontend", image("web-frontend"), { port: 8501, env });
  const runPage = async (program: string, env: Readonly<Record<string, string>> = {}): Promise<void> => {
    const page = await place().containers.run("page", image("web-frontend"), { env, args: ["python3", "-c", program] });
    // The first process of a container ignores SIGTERM unless it says otherwise: this one is waited for.
    const exitCode = await page.stop();
    assert.equal(exitCode, 0, await page.logs());
  };

  it("api-backend keeps what one replica is sent, and the other shows it, the newest first, with its statistics", async () => {
    const { url } = await place().servers.redis();
    const one = await back(url);
    const other = await back(url, "api-backend-2");
    await Promise.all([one.ready("/health/ready"), other.ready("/health/ready")]);
    const name = newName();
    for (const value of [1, 3]) {
      const { status, body: { id, at, ...kept } } = await post(one, { name, value, unit: "bar" });
      assert.deepEqual({ status, kept }, { status: 201, kept: { name, value, unit: "bar" } });
      assert.match(String(id), /^\d+-\d+$/);
      assert.ok(Math.abs(Date.parse(String(at)) - Date.now()) < PATIENCE, String(at));
    }
    const latest = listOf("measurements", await ask(other, "/api/measurements?limit=2"));
    assert.deepEqual(latest.map((each) => [each["name"], each["value"]]), [[name, 3], [name, 1]]);
    assert.equal(listOf("measurements", await ask(other, "/api/measurements?limit=1")).length, 1);
    const summary = { name, unit: "bar", count: 2, mean: 2, min: 1, max: 3 };
    assert.deepEqual(await ask(other, `/data/${encodeURIComponent(name)}`), { status: 200, body: { name, statistics: [summary] } });
    assert.deepEqual(listOf("statistics", await ask(other, "/data")).filter((each) => each["name"] === name), [summary]);
  }).timeout(PATIENCE);

  it("api-backend tells that it runs and what its routes are, and answers 404 in JSON anywhere else", async () => {
    const api = await back((await place().servers.redis()).url);
    const root = await fetch(api.url);
    assert.deepEqual([root.status, root.headers.get("content-type")], [200, "text/plain; charset=utf-8"]);
    assert.match(await root.text(), /^The measurement API is running/);
    const routes = listOf("routes", await ask(api, "/api")).map((each) => `${String(each["method"])} ${String(each["path"])}`);
    assert.deepEqual(routes, ["GET /", "GET /api", "GET /api/measurements", "POST /api/measurements", "GET /data", "GET /data/<name>", "GET /health", "GET /health/ready"]);
    for (const path of ["/elsewhere", "/api/elsewhere", "/data/never-measured"]) {
      const { status, body } = await ask(api, path);
      assert.deepEqual([status, Object.keys(body)], [404, ["error"]], path);
    }
  }).timeout(PATIENCE);

  it("api-backend refuses what is no measurement, naming every field that is wrong, and keeps nothing of it", async () => {
    const api = await back((await place().servers.redis()).url);
    const before = await ask(api, "/api/measurements");
    const refusal = await post(api, { name: "no/path", value: "3", unit: "", colour: "red" });
    assert.deepEqual(listOf("problems", refusal, 400).map((each) => each["field"]), ["name", "value", "unit", "colour"]);
    for (const text of ["nonsense", "", "[]", '{"name":"a","value":NaN,"unit":"C"}', '{"name":"a","value":1e999,"unit":"C"}', "[".repeat(9_000)]) {
      assert.equal((await ask(api, "/api/measurements", json(text))).status, 400, text.slice(0, 40));
    }
    assert.equal((await ask(api, "/api/measurements", json(JSON.stringify("x".repeat(20_000))))).status, 413);
    assert.equal((await ask(api, "/api/measurements", { method: "POST", body: "name=a" })).status, 415);
    assert.equal((await ask(api, "/api/measurements", { method: "DELETE" })).status, 405);
    for (const limit of ["0", "501", "x", "-1"]) assert.equal((await ask(api, `/api/measurements?limit=${limit}`)).status, 400, limit);
    assert.deepEqual(await ask(api, "/api/measurements"), before);
  }).timeout(PATIENCE);

  it("api-backend lives on without Redis, says that it is not ready, is ready again with it, and never writes the password", async () => {
    const redis = new URL((await place().servers.redis()).url);
    const line = await openLine(redis);
    try {
      const api = await back(line.url);
      await api.ready("/health/ready");
      line.cut();
      const gone = { status: 503, body: { store: "does not answer" } };
      assert.deepEqual(await ask(api, "/health/ready"), gone);
      assert.deepEqual(await ask(api, "/data"), { status: 503, body: { error: "the store does not answer" } });
      assert.equal((await post(api, { name: "lost", value: 1, unit: "m" })).status, 503);
      assert.equal((await ask(api, "/health")).status, 200);
      line.mend();
      await api.ready("/health/ready");
      assert.equal(await stopped(api), 0);
      const log = await api.logs();
      assert.match(log, /^WARNING backend\.store the store does not answer/m);
      assert.ok(!log.includes(redis.password), "the password is in the log");
    } finally {
      await line.close();
    }
  }).timeout(PATIENCE);

  it("api-backend ends at once with everything that is wrong with its settings, without their secrets", async () => {
    const start = async (env: Readonly<Record<string, string>>): Promise<Running> => place().containers.run("api-backend", image("api-backend"), { port: 5000, env });
    await assert.rejects((await start({})).ready("/health"), /ended with exit code 1 .*\nREDIS_URL is required$/);
    const wrong = await start({ REDIS_URL: "http://:pass-phrase@store", LOG_LEVEL: "LOUD" });
    await assert.rejects(wrong.ready("/health"), /ended with exit code 1 .*\nREDIS_URL must look like .*\nLOG_LEVEL must be one of .*'LOUD'$/);
    assert.doesNotMatch(await wrong.logs(), /pass-phrase/);
  }).timeout(PATIENCE);

  it("web-frontend serves its page and lets its own visitors' sessions in, others' not, and ends while one is open", async () => {
    const page = await front();
    await page.ready("/_stcore/health");
    const { status, headers, text } = await read(page, "/");
    assert.deepEqual([status, headers.get("content-type")?.split(";")[0]], [200, "text/html"]);
    assert.match(text, /<title>Streamlit<\/title>/);
    const [session, foreign] = [await openSession(page, "http://app.example.local"), await openSession(page, "http://elsewhere.example.com")];
    assert.deepEqual([session.status, foreign.status], [101, 403]);
    assert.equal(await stopped(page), 0);
    session.socket?.destroy();
    assert.doesNotMatch(await page.logs(), /Traceback|External URL/);
  }).timeout(PATIENCE);

  it("web-frontend reaches api-backend by its name: its form keeps a measurement and its tables show it", async () => {
    const api = await back((await place().servers.redis()).url);
    await api.ready("/health/ready");
    const name = newName();
    await runPage(PAGE_THAT_WORKS, { MEASURED: name });
    const statistics = listOf("statistics", await ask(api, `/data/${encodeURIComponent(name)}`));
    assert.deepEqual(statistics, [{ name, unit: "m", count: 1, mean: 4.5, min: 4.5, max: 4.5 }]);
  }).timeout(PATIENCE);

  it("web-frontend shows a plain message while api-backend cannot be reached, and refuses an address that is none", async () => {
    await runPage(PAGE_ALONE, { API_URL: "http://nobody-has-this-name:5000" });
    const page = await front({ API_URL: "http://user:pass-phrase@api-backend" });
    await assert.rejects(page.ready("/_stcore/health"), /ended with exit code 1 .*\nAPI_URL must look like/);
    assert.doesNotMatch(await page.logs(), /pass-phrase/);
  }).timeout(PATIENCE);
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Nothing else is kept of it, whatever ran before. */
function newName(): string {
  return `boiler pressure ${randomBytes(4).toString("hex")}`;
}

async function read({ url }: Running, path: string, init?: RequestInit): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  const answer = await fetch(`${url}${path}`, init);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** Whatever it answers is an object in JSON. */
async function ask(api: Running, path: string, init?: RequestInit): Promise<Answer> {
  const { status, headers, text } = await read(api, path, init);
  assert.equal(headers.get("content-type"), "application/json", `${path}: ${text}`);
  const body: unknown = JSON.parse(text);
  assert.ok(isRecord(body), `${path}: ${text}`);
  return { status, body };
}

async function post(api: Running, measurement: object): Promise<Answer> {
  return ask(api, "/api/measurements", json(JSON.stringify(measurement)));
}

function json(body: string): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body };
}

/** The entries of a list in an answer. */
function listOf(name: string, { status, body }: Answer, expected = 200): readonly Readonly<Record<string, unknown>>[] {
  assert.equal(status, expected, JSON.stringify(body));
  const list = body[name];
  assert.ok(Array.isArray(list) && list.every(isRecord), JSON.stringify(body));
  return list;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The exit code; fails when the end takes too long. */
async function stopped(container: Running): Promise<number> {
  const begun = Date.now();
  const exitCode = await container.stop();
  assert.ok(Date.now() - begun < STOP_MS, `it took ${Date.now() - begun} ms to end`);
  return exitCode;
}

/** Asks for a session as a browser does that has the page from the given origin, through an ingress for app.example.local. */
async function openSession({ url }: Running, origin: string): Promise<{ readonly status: number | undefined; readonly socket?: Socket }> {
  const key = Buffer.from("sixteen bytes it").toString("base64");
  const headers = { Host: "app.example.local", Origin: origin, Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Key": key, "Sec-WebSocket-Version": "13" };
  return new Promise((resolve, reject) => {
    request(`${url}/_stcore/stream`, { headers, agent: false })
      .on("upgrade", ({ statusCode }, socket: Socket) => {
        socket.on("error", () => undefined);
        resolve({ status: statusCode, socket });
      })
      .on("response", (response) => {
        response.resume();
        resolve({ status: response.statusCode });
      })
      .on("error", reject)
      .end();
  });
}

/** A way to a Redis that can be cut and mended while the Redis itself goes on serving others. */
async function openLine(redis: URL): Promise<{ readonly url: string; cut(): void; mend(): void; close(): Promise<void> }> {
  const ends = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    const far = connect(Number(redis.port), redis.hostname);
    for (const end of [near, far]) {
      ends.add(end);
      end.on("error", () => undefined);
      end.on("close", () => [near, far].forEach((each) => each.destroy()));
    }
    if (!whole) near.destroy();
    near.pipe(far).pipe(near);
  });
  server.listen(0, redis.hostname);
  await once(server, "listening");
  const url = new URL(redis);
  url.port = String((server.address() as AddressInfo).port);
  const cut = (): void => {
    whole = false;
    ends.forEach((end) => end.destroy());
  };
  return {
    url: url.href,
    cut,
    mend: () => {
      whole = true;
    },
    async close() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
