import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { asObject, jsonIn } from "@moorage/preview/engine";
import { CliError } from "../cli-error.ts";

/** What was reviewed: the whole text, and the hashes of the plans in it. */
export interface Reviewed {
  readonly text: string;
  readonly hashes: string;
}

interface Comment {
  /** Address of it in the host's REST interface. */
  readonly url: string;
  readonly tokenName: "GITHUB_TOKEN" | "GITLAB_TOKEN";
  /** Whether the token is for this host. */
  readonly isOurs: boolean;
}

const GITHUB = /^\/([\w.-]+)\/([\w.-]+)\/(?:pull|issues)\/\d+\/?$/;
const GITLAB = /^\/(.+?)\/-\/merge_requests\/(\d+)\/?$/;
const PATIENCE_MS = 30_000;

/**
 * Reads what was reviewed.
 * @param source A file, or the address of a comment.
 * @param from Folder that a file is named from.
 * @throws CliError, one line, when it cannot be read or is no preview
 */
export async function reviewedAt(source: string, from: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Reviewed> {
  const text = /^https?:\/\//i.test(source) ? await commentAt(source, env, signal) : contentsOf(resolve(from, source), source);
  const { diffHashOf } = await import("@moorage/preview");
  const hashes = diffHashOf(text);
  if (hashes === undefined) throw new CliError(`--plan-of ${source}: holds no plan: it is no preview, or one in which every stack failed. Fix: name the comment of \`moorage preview\`, or a file that it wrote as markdown, json or html`);
  return { text, hashes };
}

function contentsOf(path: string, named: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new CliError(`--plan-of ${named}: cannot be read: ${error instanceof Error && "code" in error ? String(error.code) : String(error)}`);
  }
}

/** What the REST interface calls a comment that people know by its address in the browser. */
export function commentOf(address: string, env: NodeJS.ProcessEnv): Comment | undefined {
  if (!URL.canParse(address)) return undefined;
  const { origin, pathname, hash } = new URL(address);
  const [, owner, name] = GITHUB.exec(pathname) ?? [];
  const [, issueComment] = /^#issuecomment-(\d+)$/.exec(hash) ?? [];
  const gitHub = env["GITHUB_SERVER_URL"] ?? "https://github.com";
  if (owner !== undefined && name !== undefined && issueComment !== undefined) {
    const api = sameOrigin(gitHub, origin) && env["GITHUB_API_URL"] !== undefined ? env["GITHUB_API_URL"] : origin === "https://github.com" ? "https://api.github.com" : `${origin}/api/v3`;
    return { url: `${api}/repos/${owner}/${name}/issues/comments/${issueComment}`, tokenName: "GITHUB_TOKEN", isOurs: sameOrigin(gitHub, origin) };
  }
  const [, project, number] = GITLAB.exec(pathname) ?? [];
  const [, note] = /^#note_(\d+)$/.exec(hash) ?? [];
  if (project === undefined || number === undefined || note === undefined) return undefined;
  const gitLab = env["CI_SERVER_URL"] ?? "https://gitlab.com";
  const isOurs = sameOrigin(gitLab, origin);
  const api = isOurs && env["CI_API_V4_URL"] !== undefined ? env["CI_API_V4_URL"] : `${origin}/api/v4`;
  return { url: `${api}/projects/${encodeURIComponent(decodeURIComponent(project))}/merge_requests/${number}/notes/${note}`, tokenName: "GITLAB_TOKEN", isOurs };
}

async function commentAt(address: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> {
  const comment = commentOf(address, env);
  if (comment === undefined) throw new CliError(`--plan-of ${address}: is the address of no comment; expected https://…/pull/5#issuecomment-123 or https://…/merge_requests/5#note_123`);
  const { url, tokenName, isOurs } = comment;
  const value = env[tokenName]?.trim() ?? "";
  // A token goes to its own host only, whatever address somebody sends round.
  const authorization = isOurs && value !== "" ? { authorization: await authorizationOf(value) } : {};
  const refused = (why: string, fix: string): CliError => new CliError(`--plan-of ${address}: cannot be read: ${why}. Fix: ${fix}`);
  let response: Response;
  try {
    response = await fetch(url, { headers: { accept: "application/json", "user-agent": "moorage", ...authorization }, redirect: "error", signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) });
  } catch (error) {
    signal.throwIfAborted();
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    throw refused(cause instanceof Error ? cause.message : String(cause), "check the address and the network");
  }
  if (!response.ok) throw refused(`${response.status} ${response.statusText}`.trim(), isOurs ? `set ${tokenName} to a token that may read it` : `say by ${tokenName === "GITHUB_TOKEN" ? "GITHUB_SERVER_URL" : "CI_SERVER_URL"} that this is the host of ${tokenName}`);
  const body = asObject(jsonIn(await response.text()))?.["body"];
  if (typeof body !== "string") throw refused("the answer is no comment", "check the address");
  return body;
}

/** @throws CommentError when no header can carry it: the runtime's own error would show it */
async function authorizationOf(value: string): Promise<string> {
  const { Token } = await import("@moorage/preview");
  return new Token(value).authorization();
}

function sameOrigin(one: string, origin: string): boolean {
  return URL.canParse(one) && new URL(one).origin === origin;
}
