import { z } from "zod";
import { beginsWith, oldestFirst, unlessGone } from "./comment-host.ts";
import type { CommentHost, OwnComment } from "./comment-host.ts";
import { HostApi, nothing } from "./host-api.ts";
import type { Connection } from "./host-api.ts";
import type { GitLabTarget } from "./target.ts";

const LONGEST = 1_000_000;

// What GitLab itself writes when something changes is a note too.
const note = z.object({ id: z.int(), body: z.string(), system: z.boolean(), author: z.object({ id: z.int() }) });
const user = z.object({ id: z.int() });

const HEADERS = { accept: "application/json", "user-agent": "moorage" };

const ADVICE: Readonly<Record<number, string>> = {
  401: "GITLAB_TOKEN is wrong or has expired; a job's own CI_JOB_TOKEN cannot write comments",
  403: "give GITLAB_TOKEN the scope `api`, and its user at least the role Reporter in the project",
  404: "check CI_MERGE_REQUEST_PROJECT_ID and CI_MERGE_REQUEST_IID; a token whose user may not read the project gets this answer too",
};

/** The notes of a merge request on GitLab. */
export function gitLabNotes({ apiUrl, project, number, projectUrl, token }: GitLabTarget, connection: Connection): CommentHost {
  const api = new HostApi({ ...connection, subject: `GitLab project ${project}, merge request !${number}`, addressVariable: "CI_API_V4_URL", headers: HEADERS, token, advice: (status) => ADVICE[status] });
  const notes = `${apiUrl}/projects/${encodeURIComponent(project)}/merge_requests/${number}/notes`;
  const firstPage = `${notes}?sort=asc&order_by=created_at&per_page=100`;
  const written = ({ id }: z.infer<typeof user>): OwnComment => ({ id, ...(projectUrl === undefined ? {} : { url: `${projectUrl}/-/merge_requests/${number}#note_${id}` }) });
  let self: Promise<number> | undefined;

  const ownId = async (): Promise<number> => (await api.send({ method: "GET", url: `${apiUrl}/user`, doing: "ask whose the token is", schema: user })).value.id;

  return {
    longest: LONGEST,
    own: async (marker) => {
      const id = await (self ??= ownId());
      const all = await api.all({ method: "GET", url: firstPage, doing: "list the comments", schema: z.array(note) }, (headers) => nextPage(firstPage, headers));
      return oldestFirst(all.filter(({ body, system, author }) => !system && author.id === id && beginsWith(marker, body)).map(written));
    },
    create: async (body) => written((await api.send({ method: "POST", url: notes, body: { body }, doing: "write the comment", schema: note })).value),
    update: async (id, body) => {
      const answer = await unlessGone(api.send({ method: "PUT", url: `${notes}/${id}`, body: { body }, doing: "edit the comment", schema: note }));
      return answer === undefined ? undefined : written(answer.value);
    },
    remove: async (id) => void (await unlessGone(api.send({ method: "DELETE", url: `${notes}/${id}`, doing: "remove a second comment", schema: nothing }))),
  };
}

/** Address of the page whose number is in the header `X-Next-Page`, which is empty on the last one. */
export function nextPage(firstPage: string, headers: Headers): string | undefined {
  const page = headers.get("x-next-page") ?? "";
  return /^\d+$/.test(page) ? `${firstPage}&page=${page}` : undefined;
}
