import assert from "node:assert/strict";
import { nextPage } from "../../src/comment/gitlab.ts";
import { postComment } from "../../src/comment/post-comment.ts";
import { FakeClock } from "./fake-clock.ts";
import { fakeGitLab, gitLabTarget } from "./fake-gitlab.ts";
import { BOT } from "./fake-host.ts";
import type { FakeHost } from "./fake-host.ts";
import { textOf } from "./texts.ts";

describe("notes on GitLab", () => {
  let host: FakeHost;
  beforeEach(async () => {
    host = await fakeGitLab();
  });
  afterEach(async () => host.stop());

  const post = async (clock = new FakeClock()): Promise<unknown> => postComment(textOf("text"), gitLabTarget(host), { clock });

  it("says which scope and role the token needs", async () => {
    host.fail({ status: 403, body: { error: "insufficient_scope", error_description: "The request requires higher privileges than provided by the access token.", scope: "api read_api" } }, { method: "POST" });
    await assert.rejects(post(), { status: 403, message: "GitLab project 5, merge request !12: cannot write the comment: 403 The request requires higher privileges than provided by the access token. Fix: give GITLAB_TOKEN the scope `api`, and its user at least the role Reporter in the project" });
  });

  it("leaves what GitLab itself writes alone", async () => {
    const written = host.keep(textOf("quoted in a note of the system").body, BOT, { system: true });
    await post();
    assert.equal(written.body, textOf("quoted in a note of the system").body);
    assert.equal(host.comments.length, 2);
  });

  it("waits as long as Retry-After says", async () => {
    host.fail({ status: 429, headers: { "retry-after": "23", "ratelimit-remaining": "0", "ratelimit-reset": "1900000000" }, body: "Retry later\n" }, { method: "POST" });
    const clock = new FakeClock();
    await post(clock);
    assert.deepEqual(clock.waits, [23_000]);
  });

  it("lists the oldest first, so that a page does not shift while the next one is read", async () => {
    await post();
    const list = host.requests("GET").find(({ path }) => path.endsWith("/notes"));
    assert.deepEqual([list?.query.get("sort"), list?.query.get("order_by")], ["asc", "created_at"]);
  });

  it("asks for a project by its path", async () => {
    await assert.rejects(postComment(textOf("text"), { ...gitLabTarget(host), project: "acme/sub/board" }, { clock: new FakeClock() }), /^CommentError: GitLab project acme\/sub\/board, merge request !12: cannot list the comments: 404 Project Not Found\. Fix: check CI_MERGE_REQUEST_PROJECT_ID/);
    assert.ok(host.arrived.some(({ path }) => path === "/api/v4/projects/acme%2Fsub%2Fboard/merge_requests/12/notes"));
  });

  it("tells no link where the project's address is not known", async () => {
    const { projectUrl, ...target } = gitLabTarget(host);
    assert.deepEqual(await postComment(textOf("text"), target, { clock: new FakeClock() }), { action: "created" });
    assert.notEqual(projectUrl, undefined);
  });
});

describe("nextPage", () => {
  it("takes a number from the header, and nothing else", () => {
    assert.deepEqual(["2", "", "2&private_token=x", "https://x"].map((value) => nextPage("https://h/notes?sort=asc", new Headers({ "x-next-page": value }))), ["https://h/notes?sort=asc&page=2", undefined, undefined, undefined]);
    assert.equal(nextPage("https://h/notes?sort=asc", new Headers()), undefined);
  });
});
