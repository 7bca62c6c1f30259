import { z } from "zod";
import { beginsWith, oldestFirst, unlessGone } from "./comment-host.ts";
import type { CommentHost, OwnComment } from "./comment-host.ts";
import { HostApi, nothing } from "./host-api.ts";
import type { Connection } from "./host-api.ts";
import type { GitHubTarget } from "./target.ts";

/** "body is too long (maximum is 65536 characters)". */
const LONGEST = 65_536;

const comment = z.object({
  id: z.int(),
  html_url: z.string(),
  body: z.string().nullish(),
  // Null when the account is no more.
  user: z.object({ login: z.string() }).nullish(),
});
const viewer = z.object({ data: z.object({ viewer: z.object({ login: z.string() }) }) });

const HEADERS = { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28", "user-agent": "moorage" };

const ADVICE: Readonly<Record<number, string>> = {
  401: "GITHUB_TOKEN is wrong or has expired; a workflow passes it as `GITHUB_TOKEN: ${{ github.token }}`",
  403: "give the job `permissions: { contents: read, pull-requests: write }`; a pull request from a fork never gets it, and `--comment file` does without",
  404: "check GITHUB_REPOSITORY and the number; a token that may not read the repository gets this answer too",
};

/** The comments of a pull request on GitHub. */
export function gitHubComments({ apiUrl, repository, number, token }: GitHubTarget, connection: Connection): CommentHost {
  const subject = `GitHub ${repository}#${number}`;
  const api = new HostApi({ ...connection, subject, addressVariable: "GITHUB_API_URL", headers: HEADERS, token, advice: (status) => ADVICE[status] });
  const issues = `${apiUrl}/repos/${repository.split("/").map(encodeURIComponent).join("/")}/issues`;
  const address = (id: number): string => `${issues}/comments/${id}`;
  const written = ({ id, html_url: url }: z.infer<typeof comment>): OwnComment => ({ id, url });
  let login: Promise<string> | undefined;

  // The REST interface does not tell a workflow's token who it is; this does.
  const ownLogin = async (): Promise<string> => {
    const { value } = await api.send({ method: "POST", url: graphqlUrl(apiUrl), body: { query: "query { viewer { login } }" }, doing: "ask whose the token is", schema: viewer });
    return value.data.viewer.login;
  };

  return {
    longest: LONGEST,
    own: async (marker) => {
      const self = await (login ??= ownLogin());
      const all = await api.all({ method: "GET", url: `${issues}/${number}/comments?per_page=100`, doing: "list the comments", schema: z.array(comment) }, nextLink);
      return oldestFirst(all.filter(({ body, user }) => user?.login === self && beginsWith(marker, body ?? "")).map(written));
    },
    create: async (body) => written((await api.send({ method: "POST", url: `${issues}/${number}/comments`, body: { body }, doing: "write the comment", schema: comment })).value),
    update: async (id, body) => {
      const answer = await unlessGone(api.send({ method: "PATCH", url: address(id), body: { body }, doing: "edit the comment", schema: comment }));
      return answer === undefined ? undefined : written(answer.value);
    },
    remove: async (id) => void (await unlessGone(api.send({ method: "DELETE", url: address(id), doing: "remove a second comment", schema: nothing }))),
  };
}

/** On a server of one's own, REST is at `/api/v3` and GraphQL beside it. */
export function graphqlUrl(apiUrl: string): string {
  return `${apiUrl.replace(/\/v3$/, "")}/graphql`;
}

/** The address with `rel="next"` in the header `Link`. */
export function nextLink(headers: Headers): string | undefined {
  return /<([^<>]+)>\s*;[^,<]*\brel="next"/.exec(headers.get("link") ?? "")?.[1];
}
