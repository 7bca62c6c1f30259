import { FakeHost, TOKEN } from "./fake-host.ts";
import type { Account, Arrived, Kept, Reply } from "./fake-host.ts";
import { Token } from "../../src/comment/token.ts";
import type { GitHubTarget } from "../../src/comment/target.ts";

const REPOSITORY = "acme/board";
const LONGEST = 65_536;

/** GitHub's REST interface for the comments of acme/board#12, with the shapes that it answers with. */
export async function fakeGitHub(): Promise<FakeHost> {
  return FakeHost.start(reply);
}

export function gitHubTarget(host: FakeHost, token = TOKEN): GitHubTarget {
  return { host: "github", apiUrl: host.origin, repository: REPOSITORY, number: 12, token: new Token(token) };
}

export const NOT_ACCESSIBLE: Reply = {
  status: 403,
  headers: { "x-accepted-github-permissions": "issues=write; pull_requests=write", "x-ratelimit-remaining": "4987", "x-ratelimit-reset": "1790000000" },
  body: { message: "Resource not accessible by integration", documentation_url: "https://docs.github.com/rest/issues/comments#create-an-issue-comment", status: "403" },
};

export const SECONDARY_LIMIT: Reply = {
  status: 403,
  body: { documentation_url: "https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits", message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again." },
};

function reply(host: FakeHost, request: Arrived): Reply {
  const self = host.account(request);
  if (self === undefined) return { status: 401, body: { message: "Bad credentials", documentation_url: "https://docs.github.com/rest", status: "401" } };
  if (request.path === "/graphql") return { status: 200, body: { data: { viewer: { login: self.login } } } };
  const id = /^\/repos\/acme\/board\/issues\/comments\/(\d+)$/.exec(request.path)?.[1];
  if (id !== undefined) return one(host, request, Number(id));
  // The links of a page lead to the repository's number.
  if (/^\/(repos\/acme\/board|repositories\/1296269)\/issues\/12\/comments$/.test(request.path)) return request.method === "POST" ? create(host, request, self) : list(host, request);
  return notFound();
}

function list(host: FakeHost, request: Arrived): Reply {
  const { comments, page, last } = host.page(request);
  const link = (to: number, rel: string): string => `<${host.origin}/repositories/1296269/issues/12/comments?per_page=${request.query.get("per_page") ?? "30"}&page=${to}>; rel="${rel}"`;
  const links = [...(page > 1 ? [link(page - 1, "prev")] : []), ...(page < last ? [link(page + 1, "next"), link(last, "last")] : []), ...(page > 1 ? [link(1, "first")] : [])];
  return { status: 200, headers: links.length === 0 ? {} : { link: links.join(", ") }, body: comments.map((each) => shape(host, each)) };
}

function create(host: FakeHost, request: Arrived, self: Account): Reply {
  const { body } = request.body as { readonly body: string };
  return tooLong(body) ?? { status: 201, body: shape(host, host.keep(body, self)) };
}

function one(host: FakeHost, request: Arrived, id: number): Reply {
  const index = host.comments.findIndex((each) => each.id === id);
  const kept = host.comments[index];
  if (kept === undefined) return notFound();
  if (request.method === "DELETE") {
    host.comments.splice(index, 1);
    return { status: 204 };
  }
  const { body } = request.body as { readonly body: string };
  const refusal = tooLong(body);
  if (refusal !== undefined) return refusal;
  kept.body = body;
  return { status: 200, body: shape(host, kept) };
}

function tooLong(body: string): Reply | undefined {
  if (body.length <= LONGEST) return undefined;
  return { status: 422, body: { message: "Validation Failed", errors: [{ resource: "IssueComment", code: "unprocessable", field: "data", message: "Body is too long (maximum is 65536 characters)" }], documentation_url: "https://docs.github.com/rest/issues/comments#create-an-issue-comment", status: "422" } };
}

function notFound(): Reply {
  return { status: 404, body: { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" } };
}

function shape(host: FakeHost, { id, body, author }: Kept): object {
  return {
    url: `${host.origin}/repos/acme/board/issues/comments/${id}`,
    html_url: `https://github.com/acme/board/pull/12#issuecomment-${id}`,
    issue_url: `${host.origin}/repos/acme/board/issues/12`,
    id,
    node_id: "MDEyOklzc3VlQ29tbWVudDE=",
    user: { login: author.login, id: author.id, node_id: "MDQ6VXNlcjE=", type: author.login.endsWith("[bot]") ? "Bot" : "User", site_admin: false },
    created_at: "2026-03-01T10:00:00Z",
    updated_at: "2026-03-01T10:00:00Z",
    author_association: "CONTRIBUTOR",
    body,
    reactions: { total_count: 0 },
    performed_via_github_app: null,
  };
}
