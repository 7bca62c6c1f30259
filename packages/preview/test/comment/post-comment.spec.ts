import assert from "node:assert/strict";
import { CommentError } from "../../src/comment/comment-error.ts";
import { postComment } from "../../src/comment/post-comment.ts";
import type { PostOptions } from "../../src/comment/post-comment.ts";
import type { CommentTarget } from "../../src/comment/target.ts";
import { FakeClock } from "./fake-clock.ts";
import { fakeGitHub, gitHubTarget } from "./fake-github.ts";
import { fakeGitLab, gitLabTarget } from "./fake-gitlab.ts";
import { PERSON, TOKEN } from "./fake-host.ts";
import type { FakeHost } from "./fake-host.ts";
import { textOf } from "./texts.ts";

const hosts = [
  { name: "GitHub", start: fakeGitHub, target: gitHubTarget, edit: "PATCH", longest: 65_536, comments: /\/comments$/, url: (id: number) => `https://github.com/acme/board/pull/12#issuecomment-${id}` },
  { name: "GitLab", start: fakeGitLab, target: gitLabTarget, edit: "PUT", longest: 1_000_000, comments: /\/notes$/, url: (id: number) => `https://gitlab.example.com/acme/board/-/merge_requests/12#note_${id}` },
] as const;

for (const { name, start, target, edit, longest, comments, url } of hosts) {
  describe(`postComment on ${name}`, () => {
    let host: FakeHost;
    let clock: FakeClock;
    let lines: string[];
    let options: PostOptions;

    beforeEach(async () => {
      host = await start();
      clock = new FakeClock();
      lines = [];
      options = { clock, onWait: (line) => void lines.push(line), timeoutMs: 2000 };
    });
    afterEach(async () => {
      await host.stop();
      for (const { path, query } of host.arrived) assert.doesNotMatch(`${path}?${query.toString()}`, new RegExp(TOKEN));
    });

    const texts = (): readonly string[] => host.comments.map(({ body }) => body);

    async function messageOf(promise: Promise<unknown>): Promise<string> {
      const error: unknown = await promise.then(() => assert.fail("it did not fail"), (reason: unknown) => reason);
      assert.ok(error instanceof CommentError, String(error));
      assert.doesNotMatch(`${error.message}${error.stack ?? ""}${lines.join("")}`, new RegExp(TOKEN));
      assert.doesNotMatch(error.message, /[\r\n]/);
      return error.message;
    }

    it("writes a comment, and the second run edits it", async () => {
      assert.deepEqual(await postComment(textOf("first"), target(host), options), { action: "created", url: url(101) });
      assert.deepEqual(await postComment(textOf("second"), target(host), options), { action: "updated", url: url(101) });
      assert.deepEqual(texts(), [textOf("second").body]);
      assert.deepEqual(host.requests(edit).length, 1);
      assert.deepEqual(lines, []);
    });

    it("finds its comment on the third page", async () => {
      host.chatter(4);
      const mine = host.keep(textOf("old").body);
      host.chatter(1);
      assert.equal((await postComment(textOf("new"), target(host), options)).action, "updated");
      assert.equal(mine.body, textOf("new").body);
      const pages = host.requests("GET").filter(({ path }) => comments.test(path)).map(({ query }) => query.get("page") ?? "1");
      assert.deepEqual(pages, ["1", "2", "3"]);
      assert.equal(host.requests("POST").filter(({ path }) => comments.test(path)).length, 0);
    });

    it("asks for a hundred comments a page", async () => {
      host.pageSize = 100;
      host.chatter(150);
      await postComment(textOf("text"), target(host), options);
      assert.ok(host.requests("GET").filter(({ path }) => comments.test(path)).every(({ query }) => query.get("per_page") === "100"));
      assert.equal(host.requests("GET").filter(({ path }) => comments.test(path)).length, 4);
    });

    it("leaves a comment with the same marker alone when somebody else wrote it", async () => {
      const theirs = host.keep(textOf("not ours").body, PERSON);
      assert.equal((await postComment(textOf("ours"), target(host), options)).action, "created");
      await postComment(textOf("ours again"), target(host), options);
      assert.deepEqual(texts(), [textOf("not ours").body, textOf("ours again").body]);
      assert.equal(theirs.author, PERSON);
    });

    it("leaves one comment of two jobs that both found none", async () => {
      let waiting = 0;
      let open = (): void => undefined;
      const both = new Promise<void>((resolve) => (open = resolve));
      // Neither may write before both have looked.
      host.before = async ({ method, path }) => {
        if (method !== "POST" || !comments.test(path)) return;
        waiting += 1;
        if (waiting === 2) open();
        await both;
      };
      const posted = await Promise.all(["one", "two"].map((text) => postComment(textOf(text), target(host), options)));
      assert.equal(host.requests("POST").filter(({ path }) => comments.test(path)).length, 2);
      assert.equal(host.comments.length, 1);
      assert.equal(host.comments[0]?.id, 101);
      assert.ok([textOf("one").body, textOf("two").body].includes(texts()[0] ?? ""));
      assert.deepEqual(posted.map(({ action }) => action).sort(), ["created", "updated"]);
      assert.deepEqual(posted.map((each) => each.url), [url(101), url(101)]);
    });

    it("leaves one comment when the answer to its writing is lost", async () => {
      host.fail("do it, then drop", { method: "POST", path: comments });
      await postComment(textOf("text"), target(host), options);
      assert.deepEqual(host.comments.map(({ id, body }) => [id, body]), [[101, textOf("text").body]]);
      assert.equal(lines.length, 1);
    });

    it("writes a new one when the old one is gone by the time of editing", async () => {
      host.keep(textOf("old").body);
      host.before = ({ method }) => void (method === edit && host.comments.splice(0));
      assert.deepEqual(await postComment(textOf("new"), target(host), options), { action: "created", url: url(102) });
      assert.deepEqual(texts(), [textOf("new").body]);
    });

    it("is content when the second one is gone by the time of removing", async () => {
      host.keep(textOf("old").body);
      host.keep(textOf("left twice").body);
      host.before = ({ method }) => void (method === "DELETE" && host.comments.splice(1));
      await postComment(textOf("new"), target(host), options);
      assert.deepEqual(texts(), [textOf("new").body]);
    });

    it("writes exactly what it is given", async () => {
      const text = textOf("```diff\n- é\n+ 👍 <b>&amp;\n```\n");
      await postComment(text, target(host), options);
      assert.deepEqual(texts(), [text.body]);
    });

    it(`takes ${longest} characters, and refuses more before anything is sent`, async () => {
      const room = longest - textOf("").body.length;
      await postComment(textOf("x".repeat(room)), target(host), options);
      const before = host.arrived.length;
      assert.match(await messageOf(postComment(textOf("x".repeat(room + 1)), target(host), options)), new RegExp(`it has ${longest + 1} characters; the host takes ${longest}\\. Fix: `));
      assert.equal(host.arrived.length, before);
    });

    it("refuses a marker that would find other comments, before anything is sent", async () => {
      await messageOf(postComment({ marker: "", body: "text" }, target(host), options));
      assert.deepEqual(host.arrived, []);
    });

    it("goes on after trouble in every request", async () => {
      host.keep(textOf("old").body);
      host.keep(textOf("left twice").body);
      for (const method of ["GET", edit, "DELETE"]) host.fail({ status: 502, body: "<html>Bad Gateway</html>" }, { method });
      await postComment(textOf("new"), target(host), options);
      assert.deepEqual(texts(), [textOf("new").body]);
      assert.equal(lines.length, 3);
      assert.ok(lines.every((line) => line.startsWith(name)));
    });

    it("has one patience for all its requests", async () => {
      host.fail({ status: 429, headers: { "retry-after": "40" }, body: "Retry later" }, { times: 3 });
      const message = await messageOf(postComment(textOf("text"), target(host), { ...options, patienceMs: 100_000 }));
      assert.match(message, /429 Retry later; gave up: another try is welcome in 40 s, and no more than 20 s of waiting are left\. Fix: run the job again later$/);
      assert.deepEqual(clock.waits, [40_000, 40_000]);
    });

    it("says that the token is wrong, without it", async () => {
      const message = await messageOf(postComment(textOf("text"), target(host, "ghs_another0token"), options));
      assert.match(message, /cannot ask whose the token is: 401 .*TOKEN is wrong or has expired/);
      assert.doesNotMatch(message, /another0/);
      assert.equal(host.arrived.length, 1);
    });

    it("says what a request that is not there may mean", async () => {
      const other: CommentTarget = { ...target(host), number: 13 };
      assert.match(await messageOf(postComment(textOf("text"), other, options)), new RegExp(`^${name} .*13: cannot list the comments: 404 .*Fix: check .*a token .* gets this answer too$`));
    });

    it("gives up on a host that does not answer in time", async () => {
      host.fail("hang", { times: 5 });
      assert.match(await messageOf(postComment(textOf("text"), target(host), { ...options, timeoutMs: 40 })), /no answer within 1 s; gave up after 5 tries/);
    });

    it("ends when its signal does", async () => {
      const interruption = new AbortController();
      host.before = () => interruption.abort(new Error("Ctrl-C"));
      host.fail("hang");
      await assert.rejects(postComment(textOf("text"), target(host), { ...options, signal: interruption.signal }), /Ctrl-C/);
      assert.equal(host.arrived.length, 1);
    });
  });
}
