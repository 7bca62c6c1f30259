import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { ContainerOptions, ContainerPlace, Running } from "../fixtures/containers.ts";

const PORT = 8080;
const PATIENCE_MS = 120_000;
const STOP_MS = 10_000;
const MOMENT_MS = 500;
const LIVE = "/actuator/health/liveness";
const READY = "/actuator/health/readiness";

type Fields = Readonly<Record<string, unknown>>;

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Fields;
}

/** Checks of the image of the example spring-server. */
export function springServerContainers(place: () => ContainerPlace): void {
  const start = async (name = "spring-server", options: ContainerOptions = {}): Promise<Running> => {
    const image = place().images["spring-server"];
    assert.ok(image !== undefined, "there is no image of spring-server");
    const server = await place().containers.run(name, image, { port: PORT, ...options });
    await server.ready(READY);
    return server;
  };

  it("tells that it lives and that it is ready, and nothing else of what it could tell of itself", async () => {
    const server = await start();
    for (const path of [LIVE, READY]) {
      const { status, body } = await ask(server, path);
      assert.deepEqual({ status, body }, { status: 200, body: { status: "UP" } }, path);
    }
    for (const path of ["/actuator", "/actuator/env", "/actuator/shutdown"]) assert.equal((await ask(server, path)).status, 404, path);
    assert.equal((await ask(server, "/actuator/shutdown", { method: "POST" })).status, 404);
  }).timeout(PATIENCE_MS);

  it("greets by the pod's name, or by the host's where it is told no other, and with its version", async () => {
    const pod = await start("spring-server", { env: { POD_NAME: "spring-server-5d8c-x7k2p" } });
    const host = await start("spring-host", { env: { POD_NAME: "" } });
    for (const [server, replica] of [[pod, "spring-server-5d8c-x7k2p"], [host, "spring-host"]] as const) {
      const { status, body } = await ask(server, "/");
      assert.deepEqual({ status, body }, { status: 200, body: { greeting: `Hello from ${replica}`, replica, version: "1.0.0" } });
    }
  }).timeout(PATIENCE_MS);

  it("keeps notes, each replica its own, and names the replica in every answer", async () => {
    const [one, other] = [await start("spring-one"), await start("spring-other")];
    const [first, second] = [newNote(), newNote()];
    await post(one, first);
    const { status, headers, body } = await post(one, second);
    assert.equal(status, 201, JSON.stringify(body));
    const { id, createdAt, ...kept } = fieldsOf(body["note"]);
    assert.deepEqual([body["replica"], kept], ["spring-one", second]);
    assert.ok(Math.abs(Date.parse(String(createdAt)) - Date.now()) < PATIENCE_MS, String(createdAt));
    const address = headers.get("location") ?? "";
    assert.equal(address, `/api/notes/${String(id)}`);
    assert.deepEqual((await ask(one, address)).body, body);
    assert.deepEqual(titlesOf(await ask(one, "/api/notes")), [second.title, first.title]);
    assert.deepEqual((await ask(other, "/api/notes")).body, { replica: "spring-other", notes: [] });
    const missing = await ask(other, address);
    assert.deepEqual([missing.status, missing.body["replica"]], [404, "spring-other"]);
  }).timeout(PATIENCE_MS);

  it("refuses what is no note, naming every field that is wrong, and keeps nothing of it", async () => {
    const server = await start();
    const wrong = await post(server, { title: " ", text: "x".repeat(1001) });
    assert.deepEqual([wrong.status, wrong.body["problems"]], [400, [{ field: "text", reason: "must have at most 1000 characters" }, { field: "title", reason: "must not be blank" }]]);
    assert.deepEqual(fieldNames(await post(server, {})), ["text", "title"]);
    for (const body of ["", "{", "[]", "null", "{} {}", '{"title":1,"text":""}', '{"title":"a","text":"b","more":1}', `{"title":"a","text":"${"x".repeat(1_000_000)}"}`]) {
      const { status, body: told } = await ask(server, "/api/notes", json(body));
      assert.equal(status, 400, body.slice(0, 40));
      assert.equal(typeof told["detail"], "string", body.slice(0, 40));
    }
    assert.equal((await ask(server, "/api/notes", { method: "POST", body: "title=a" })).status, 415);
    assert.equal((await ask(server, "/api/notes/first")).status, 400);
    assert.deepEqual(titlesOf(await ask(server, "/api/notes")), []);
  }).timeout(PATIENCE_MS);

  it("answers 404 in JSON to what is not there, browsers included, and 405 to what cannot be done", async () => {
    const server = await start();
    for (const path of ["/elsewhere", "/api", "/index.html", "/error/x", `/api/notes/${randomUUID()}`]) {
      assert.equal((await ask(server, path, { headers: { accept: "text/html" } })).status, 404, path);
    }
    assert.equal((await ask(server, "/api/notes", { method: "DELETE" })).status, 405);
    assert.equal((await ask(server, "/", { method: "POST" })).status, 405);
  }).timeout(PATIENCE_MS);

  it("writes one line of JSON for each event, what was asked for wrongly and what notes say left out, and ends with 0", async () => {
    const server = await start();
    const note = newNote();
    const { body } = await post(server, note);
    await ask(server, "/elsewhere");
    await post(server, {});
    const begun = Date.now();
    assert.equal(await server.stop(), 0);
    assert.ok(Date.now() - begun < STOP_MS, `it took ${Date.now() - begun} ms to end`);
    const log = await server.logs();
    const messages = log.split("\n").map((line) => fieldsOf(JSON.parse(line))["message"]);
    assert.ok(messages.includes(`keeps note ${String(fieldsOf(body["note"])["id"])}`), log);
    assert.equal(messages.at(-1), "Graceful shutdown complete");
    for (const word of [note.title, note.text, "elsewhere"]) assert.ok(!log.includes(word), log);
  }).timeout(PATIENCE_MS);

  it("answers what was asked before it was told to end, and ends with 0 then", async () => {
    const server = await start();
    const body = JSON.stringify(newNote());
    const asked = request(`${server.url}/api/notes`, { method: "POST", agent: false, headers: { "content-type": "application/json", "content-length": body.length } });
    const answered = once(asked, "response") as Promise<[IncomingMessage]>;
    asked.write(body.slice(0, 10));
    await pause(MOMENT_MS);
    const stopped = server.stop();
    await pause(MOMENT_MS);
    asked.end(body.slice(10));
    const [answer] = await answered;
    answer.resume();
    assert.deepEqual([answer.statusCode, await stopped], [201, 0]);
  }).timeout(PATIENCE_MS);

  it("lives on what it asks for, 512 MiB, with the heap that its limit of 1 GiB allows, through some hundred requests", async () => {
    // Java takes the machine to have as much as it has under its limit, and is killed as soon as it takes more than it asks for.
    const server = await start("spring-server", { memory: "512m", env: { JAVA_TOOL_OPTIONS: "-XX:MaxRAM=1g" } });
    const long = { title: "t".repeat(100), text: "x".repeat(1000) };
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all([...Array.from({ length: 10 }, async () => post(server, long)), ask(server, "/api/notes")]);
      assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201, 200]);
    }
    await post(server, newNote());
    assert.equal(titlesOf(await ask(server, "/api/notes")).length, 200);
    assert.equal(await server.stop(), 0);
  }).timeout(PATIENCE_MS);
}

function newNote(): { readonly title: string; readonly text: string } {
  return { title: `title ${randomBytes(4).toString("hex")}`, text: `text ${randomBytes(4).toString("hex")}` };
}

/** Whatever it answers is an object in JSON. */
async function ask({ url }: Running, path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(`${url}${path}`, init);
  const text = await response.text();
  assert.match(response.headers.get("content-type") ?? "", /^application\/(.+\+)?json$/, `${path}: ${text}`);
  return { status: response.status, headers: response.headers, body: fieldsOf(JSON.parse(text)) };
}

async function post(server: Running, note: object): Promise<Answer> {
  return ask(server, "/api/notes", json(JSON.stringify(note)));
}

function json(body: string): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body };
}

function titlesOf({ status, body }: Answer): readonly unknown[] {
  assert.equal(status, 200, JSON.stringify(body));
  return listOf(body["notes"]).map(({ title }) => title);
}

function fieldNames({ status, body }: Answer): readonly unknown[] {
  assert.equal(status, 400, JSON.stringify(body));
  return listOf(body["problems"]).map(({ field }) => field);
}

function listOf(value: unknown): readonly Fields[] {
  assert.ok(Array.isArray(value), JSON.stringify(value));
  return value.map(fieldsOf);
}

function fieldsOf(value: unknown): Fields {
  assert.ok(typeof value === "object" && value !== null && !Array.isArray(value), JSON.stringify(value));
  return value as Fields;
}
