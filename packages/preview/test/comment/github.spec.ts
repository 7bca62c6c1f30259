import assert from "node:assert/strict";
import { graphqlUrl, nextLink } from "../../src/comment/github.ts";
import { postComment } from "../../src/comment/post-comment.ts";
import { FakeClock } from "./fake-clock.ts";
import { NOT_ACCESSIBLE, SECONDARY_LIMIT, fakeGitHub, gitHubTarget } from "./fake-github.ts";
import type { FakeHost } from "./fake-host.ts";
import { textOf } from "./texts.ts";

describe("comments on GitHub", () => {
  let host: FakeHost;
  beforeEach(async () => {
    host = await fakeGitHub();
  });
  afterEach(async () => host.stop());

  const post = async (clock = new FakeClock(), lines: string[] = []): Promise<unknown> => postComment(textOf("text"), gitHubTarget(host), { clock, onWait: (line) => void lines.push(line) });

  it("says which permission the job needs, and what a fork can do", async () => {
    host.fail(NOT_ACCESSIBLE, { method: "POST", path: /comments$/ });
    await assert.rejects(post(), {
      status: 403,
      message: "GitHub acme/board#12: cannot write the comment: 403 Resource not accessible by integration. Fix: give the job `permissions: { contents: read, pull-requests: write }`; a pull request from a fork never gets it, and `--comment file` does without",
    });
    assert.equal(host.requests("POST").filter(({ path }) => path.endsWith("/comments")).length, 1);
  });

  it("waits a minute for a secondary limit, and does not take it for a missing permission", async () => {
    host.fail(SECONDARY_LIMIT, { method: "POST", path: /comments$/ });
    const clock = new FakeClock();
    const lines: string[] = [];
    await post(clock, lines);
    assert.deepEqual(clock.waits, [60_000]);
    assert.match(lines[0] ?? "", /^GitHub acme\/board#12: 403 You have exceeded a secondary rate limit\..*; trying again in 60 s \(2 of 5\)$/);
  });

  it("waits until the primary limit is lifted, and gives up where that is an hour", async () => {
    const clock = new FakeClock();
    const limit = (seconds: number): Parameters<FakeHost["fail"]>[0] => ({ status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(clock.now() / 1000 + seconds) }, body: { message: "API rate limit exceeded for installation." } });
    host.fail(limit(30));
    await post(clock);
    assert.deepEqual(clock.waits, [30_000]);
    host.fail(limit(3600));
    await assert.rejects(post(clock), /API rate limit exceeded for installation\.; gave up: another try is welcome in 60 min/);
  });

  it("asks as the documentation asks to", async () => {
    await post();
    const list = host.requests("GET")[0];
    assert.deepEqual([list?.headers.accept, list?.headers["x-github-api-version"], list?.headers["user-agent"]], ["application/vnd.github+json", "2022-11-28", "moorage"]);
    assert.deepEqual(host.arrived[0]?.body, { query: "query { viewer { login } }" });
    assert.equal(host.requests().filter(({ path }) => path === "/graphql").length, 1);
  });

  it("reads comments without a text and of accounts that are no more", async () => {
    const shape = { id: 5, html_url: "https://github.com/acme/board/pull/12#issuecomment-5" };
    host.fail({ status: 200, body: [{ ...shape, user: null, body: textOf("ghost").body }, { ...shape, user: { login: "github-actions[bot]" }, body: null }] }, { method: "GET" });
    await post();
    assert.equal(host.comments.length, 1);
  });

  it("says what is wrong with a text that GitHub does not take", async () => {
    host.fail({ status: 422, body: { message: "Validation Failed", errors: [{ message: "Body is too long (maximum is 65536 characters)" }] } }, { method: "POST", path: /comments$/ });
    await assert.rejects(post(), /422 Validation Failed: Body is too long \(maximum is 65536 characters\)\. Fix: `--comment file`/);
  });
});

describe("graphqlUrl", () => {
  it("is beside the REST interface, in the cloud and on a server of one's own", () => {
    assert.deepEqual(["https://api.github.com", "https://api.acme.ghe.com", "https://github.acme.com/api/v3"].map(graphqlUrl), ["https://api.github.com/graphql", "https://api.acme.ghe.com/graphql", "https://github.acme.com/api/graphql"]);
  });
});

describe("nextLink", () => {
  const at = (page: number): string => `https://api.github.com/repositories/1/issues/12/comments?per_page=100&page=${page}`;
  const next = (link: string): string | undefined => nextLink(new Headers({ link }));

  it("finds the next page wherever it stands in the header", () => {
    assert.equal(next(`<${at(2)}>; rel="next", <${at(3)}>; rel="last"`), at(2));
    assert.equal(next(`<${at(1)}>; rel="prev", <${at(3)}>; rel="next", <${at(1)}>; rel="first"`), at(3));
  });

  it("finds none on the last page", () => {
    assert.equal(next(`<${at(1)}>; rel="prev", <${at(1)}>; rel="first"`), undefined);
    assert.equal(nextLink(new Headers()), undefined);
  });
});
