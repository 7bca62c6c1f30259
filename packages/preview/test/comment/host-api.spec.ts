import assert from "node:assert/strict";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { CommentError } from "../../src/comment/comment-error.ts";
import { HostApi, nothing } from "../../src/comment/host-api.ts";
import type { Request } from "../../src/comment/host-api.ts";
import { Patience } from "../../src/comment/patience.ts";
import { Token } from "../../src/comment/token.ts";
import { FakeClock } from "./fake-clock.ts";
import { FakeHost, TOKEN } from "./fake-host.ts";
import type { Reply } from "./fake-host.ts";

describe("HostApi", () => {
  let host: FakeHost;
  let reply: Reply;
  let clock: FakeClock;
  let lines: string[];

  beforeEach(async () => {
    reply = { status: 200, body: { id: 1 } };
    host = await FakeHost.start(() => reply);
    clock = new FakeClock();
    lines = [];
  });
  afterEach(async () => host.stop());

  function api(more: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {}): HostApi {
    const { timeoutMs = 2000, signal } = more;
    const patience = new Patience({ totalMs: 300_000, attempts: 5, clock, signal, onWait: (line) => void lines.push(line) });
    return new HostApi({ subject: "Host a/b#1", addressVariable: "API_URL", headers: { accept: "application/json" }, token: new Token(TOKEN), timeoutMs, patience, now: () => clock.now(), signal, advice: (status) => (status === 401 ? "get another token" : undefined) });
  }

  function request(more: Partial<Request<{ readonly id: number }>> = {}): Request<{ readonly id: number }> {
    return { method: "GET", url: `${host.origin}/things`, doing: "read the thing", schema: z.object({ id: z.int() }), ...more };
  }

  async function failureOf(promise: Promise<unknown>): Promise<CommentError> {
    const error: unknown = await promise.then(() => assert.fail("it did not fail"), (reason: unknown) => reason);
    assert.ok(error instanceof CommentError, String(error));
    assert.doesNotMatch(`${error.message}${error.stack ?? ""}${lines.join("")}`, new RegExp(TOKEN));
    assert.doesNotMatch(error.message, /[\r\n]/);
    assert.match(error.message, /^Host a\/b#1: cannot .*\. Fix: ./);
    return error;
  }

  it("sends the token in a header, never in the address, and the body as JSON", async () => {
    const { value, headers } = await api().send(request({ method: "POST", body: { body: "é" } }));
    assert.deepEqual(value, { id: 1 });
    assert.match(headers.get("content-type") ?? "", /json/);
    const arrived = host.arrived[0]!;
    assert.equal(arrived.headers.authorization, `Bearer ${TOKEN}`);
    assert.deepEqual([arrived.path, String(arrived.query), arrived.body, arrived.headers.accept], ["/things", "", { body: "é" }, "application/json"]);
  });

  it("takes an answer without a body where nothing is expected", async () => {
    reply = { status: 204 };
    assert.equal((await api().send({ ...request(), schema: nothing })).value, undefined);
  });

  for (const status of [500, 502, 503, 504]) {
    it(`tries again after ${status}, and says so`, async () => {
      host.fail({ status, body: "<html>oops</html>" }, { times: 2 });
      assert.deepEqual((await api().send(request())).value, { id: 1 });
      assert.equal(host.arrived.length, 3);
      assert.equal(clock.waits.length, 2);
      assert.match(lines.join("\n"), new RegExp(`^Host a/b#1: ${status} [A-Z][\\w ]+; trying again in 2 s \\(2 of 5\\)\nHost a/b#1: ${status} .*; trying again in 3 s \\(3 of 5\\)$`));
    });
  }

  it("gives up after five tries, and says what the last one said", async () => {
    host.fail({ status: 503, body: { message: "upstream is asleep" } }, { times: 9 });
    const error = await failureOf(api().send(request()));
    assert.equal(error.message, "Host a/b#1: cannot read the thing: 503 upstream is asleep; gave up after 5 tries. Fix: the host has trouble: run the job again later");
    assert.equal(host.arrived.length, 5);
  });

  it("tries again when the connection breaks, before or within an answer", async () => {
    host.fail("drop");
    host.fail({ status: 200, headers: { "content-length": "9999" }, body: "" });
    // The second one waits for bytes that do not come: it is late.
    assert.deepEqual((await api({ timeoutMs: 300 }).send(request())).value, { id: 1 });
    assert.equal(host.arrived.length, 3);
    assert.match(lines[1] ?? "", /no answer within 1 s/);
  });

  it("gives up on a host that never answers", async () => {
    host.fail("hang", { times: 5 });
    const error = await failureOf(api({ timeoutMs: 50 }).send(request()));
    assert.equal(error.message, "Host a/b#1: cannot read the thing: no answer within 1 s; gave up after 5 tries. Fix: check API_URL and the network, then run the job again");
    assert.equal(error.status, undefined);
  });

  it("says what happened when nobody listens", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const error = await failureOf(api().send(request({ url: `http://127.0.0.1:${port}/` })));
    assert.match(error.message, /connect ECONNREFUSED 127\.0\.0\.1:\d+; gave up after 5 tries\. Fix: check API_URL/);
  });

  it("waits as long as it is asked to, and no longer than it has patience", async () => {
    host.fail({ status: 429, headers: { "retry-after": "17" }, body: "Retry later\n" });
    await api().send(request());
    assert.deepEqual(clock.waits, [17_000]);
    assert.deepEqual(lines, ["Host a/b#1: 429 Retry later; trying again in 17 s (2 of 5)"]);
    host.fail({ status: 429, headers: { "retry-after": "3600" }, body: "Retry later\n" });
    assert.equal((await failureOf(api().send(request()))).message, "Host a/b#1: cannot read the thing: 429 Retry later; gave up: another try is welcome in 60 min, and no more than 5 min of waiting are left. Fix: run the job again later");
    assert.deepEqual(clock.waits, [17_000]);
  });

  it("does not repeat what is refused, and adds this host's advice", async () => {
    host.fail({ status: 401, body: { message: "Bad credentials" } });
    const error = await failureOf(api().send(request()));
    assert.equal(error.message, "Host a/b#1: cannot read the thing: 401 Bad credentials. Fix: get another token");
    assert.equal(error.status, 401);
    assert.equal(host.arrived.length, 1);
  });

  it("shows neither the token nor more than a line of what a host says", async () => {
    host.fail({ status: 400, body: { message: `bad header: Bearer ${TOKEN}\n::error::x ${"y".repeat(5000)}` } });
    const { message } = await failureOf(api().send(request()));
    assert.match(message, /400 bad header: Bearer \[token\] ::error::x yyy/);
    assert.ok(message.length < 400, String(message.length));
  });

  it("follows no redirection: the token stays, and a POST stays one", async () => {
    const elsewhere = await FakeHost.start(() => ({ status: 200, body: { id: 2 } }));
    try {
      host.fail({ status: 301, headers: { location: `${elsewhere.origin}/moved?token=${TOKEN}` } });
      const error = await failureOf(api().send(request({ method: "POST" })));
      assert.match(error.message, /301 http:\/\/127\.0\.0\.1:\d+\/moved\?token=\[token\]\. Fix: it has moved: check API_URL/);
      assert.deepEqual(elsewhere.arrived, []);
    } finally {
      await elsewhere.stop();
    }
  });

  it("says so when what answers is not the interface", async () => {
    reply = { status: 200, body: "<html>Please log in</html>" };
    assert.equal((await failureOf(api().send(request()))).message, "Host a/b#1: cannot read the thing: the answer is not what the interface gives (JSON). Fix: check API_URL and what is between here and there");
    reply = { status: 200, body: { id: "one" } };
    assert.match((await failureOf(api().send(request()))).message, /not what the interface gives \(id\)/);
    reply = { status: 200, body: { data: null, errors: [{ message: `no ${TOKEN}` }] } };
    assert.match((await failureOf(api().send(request()))).message, /: no \[token\]\. Fix/);
  });

  it("ends with the reason of its signal, in a request and in a wait", async () => {
    for (const fault of ["hang", { status: 503 }] as const) {
      const interruption = new AbortController();
      const reason = new Error("Ctrl-C");
      host.fail(fault);
      host.before = () => interruption.abort(reason);
      await assert.rejects(api({ signal: interruption.signal, timeoutMs: 60_000 }).send(request()), reason);
    }
    assert.deepEqual(lines, []);
  });

  it("does not ask for the rest of a list on another host", async () => {
    reply = { status: 200, body: [{ id: 1 }] };
    const list = { ...request(), schema: z.array(z.object({ id: z.int() })) };
    for (const next of ["http://other.example.com/things?page=2", "https://127.0.0.1/", "//x", "/things?page=2"]) {
      const error = await failureOf(api().all(list, () => next));
      assert.match(error.message, /the next page is said to be on another host\. Fix: check API_URL/);
    }
    assert.equal(host.arrived.length, 4);
  });

  it("does not read a list without an end for ever", async () => {
    reply = { status: 200, body: [{ id: 1 }] };
    const error = await failureOf(api().all({ ...request(), schema: z.array(z.object({ id: z.int() })) }, () => `${host.origin}/things`));
    assert.match(error.message, /there are more than 200 pages/);
    assert.equal(host.arrived.length, 200);
  });
});
