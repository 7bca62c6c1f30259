import { FakeHost, TOKEN } from "./fake-host.ts";
import type { Account, Arrived, Kept, Reply } from "./fake-host.ts";
import { Token } from "../../src/comment/token.ts";
import type { GitLabTarget } from "../../src/comment/target.ts";

/** GitLab's REST interface for the notes of merge request !12 of project 5, with the shapes that it answers with. */
export async function fakeGitLab(): Promise<FakeHost> {
  return FakeHost.start(reply);
}

export function gitLabTarget(host: FakeHost, token = TOKEN): GitLabTarget {
  return { host: "gitlab", apiUrl: `${host.origin}/api/v4`, project: "5", number: 12, projectUrl: "https://gitlab.example.com/acme/board", token: new Token(token) };
}

function reply(host: FakeHost, request: Arrived): Reply {
  const self = host.account(request);
  if (self === undefined) return { status: 401, body: { message: "401 Unauthorized" } };
  if (request.path === "/api/v4/user") return { status: 200, body: { id: self.id, username: self.login, name: "moorage", state: "active", bot: true } };
  const match = /^\/api\/v4\/projects\/5\/merge_requests\/12\/notes(?:\/(?<id>\d+))?$/.exec(request.path);
  if (match === null) return { status: 404, body: { message: "404 Project Not Found" } };
  const id = match.groups?.["id"];
  if (id !== undefined) return one(host, request, self, Number(id));
  return request.method === "POST" ? create(host, request, self) : list(host, request);
}

function list(host: FakeHost, request: Arrived): Reply {
  const { comments, page, last } = host.page(request);
  const headers = { "x-page": String(page), "x-next-page": page < last ? String(page + 1) : "", "x-prev-page": page > 1 ? String(page - 1) : "", "x-total-pages": String(last) };
  return { status: 200, headers, body: comments.map(shape) };
}

function create(host: FakeHost, request: Arrived, self: Account): Reply {
  const { body } = request.body as { readonly body: string };
  return { status: 201, body: shape(host.keep(body, self)) };
}

function one(host: FakeHost, request: Arrived, self: Account, id: number): Reply {
  const index = host.comments.findIndex((each) => each.id === id);
  const kept = host.comments[index];
  if (kept === undefined) return { status: 404, body: { message: "404 Note Not Found" } };
  if (kept.author.id !== self.id) return { status: 403, body: { message: "403 Forbidden" } };
  if (request.method === "DELETE") {
    host.comments.splice(index, 1);
    return { status: 204 };
  }
  kept.body = (request.body as { readonly body: string }).body;
  return { status: 200, body: shape(kept) };
}

function shape({ id, body, author, system = false }: Omit<Kept, "system"> & { readonly system?: boolean }): object {
  return {
    id,
    type: null,
    body,
    attachment: null,
    author: { id: author.id, username: author.login, name: "moorage", state: "active", avatar_url: null, web_url: `https://gitlab.example.com/${author.login}` },
    created_at: "2026-03-01T10:00:00.000Z",
    updated_at: "2026-03-01T10:00:00.000Z",
    system,
    noteable_id: 377,
    noteable_type: "MergeRequest",
    project_id: 5,
    resolvable: false,
    confidential: false,
    internal: false,
    noteable_iid: 12,
  };
}
