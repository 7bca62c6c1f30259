import { readFileSync } from "node:fs";
import { Problems } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { z } from "zod";
import { addressIn, countedFromOne, required, tokenIn, variable } from "./environment.ts";
import type { Environment } from "./environment.ts";
import { jsonIn } from "../model/json.ts";
import type { GitHubTarget } from "./target.ts";

const event = z.object({
  pull_request: z.object({ number: z.unknown() }).optional(),
  // A comment on a pull request is an event of its issue, which then says so.
  issue: z.object({ number: z.unknown(), pull_request: z.unknown().optional() }).optional(),
});

/** The pull request that a job of GitHub Actions is about, or everything that is missing. */
export function gitHubTarget(env: Environment): GitHubTarget | readonly Problem[] {
  const problems = new Problems();
  const token = tokenIn(env, "GITHUB_TOKEN", "give the step `env: { GITHUB_TOKEN: ${{ github.token }} }`, and the job `permissions: { contents: read, pull-requests: write }`", problems);
  const apiUrl = addressIn(env, "GITHUB_API_URL", "https://api.github.com", problems);
  const repository = required(env, "GITHUB_REPOSITORY", { form: /^[\w.-]+\/[\w.-]+$/, expected: "owner/name", fix: "run this in a job of GitHub Actions, which sets it" }, problems);
  const number = pullRequest(env, problems);
  if (token === undefined || apiUrl === undefined || repository === undefined || number === undefined) return problems.found;
  return { host: "github", apiUrl, repository, number, token };
}

function pullRequest(env: Environment, problems: Problems): number | undefined {
  const path = variable(env, "GITHUB_EVENT_PATH");
  const fix = "run the job `on: pull_request`; for any other event keep the comment in a file with `--comment file`";
  if (path === undefined) {
    problems.add({ path: "GITHUB_EVENT_PATH", problem: "is not set", fix });
    return undefined;
  }
  const parsed = event.safeParse(jsonIn(contentsOf(path)));
  const { pull_request: request, issue } = parsed.success ? parsed.data : {};
  const number = countedFromOne(request?.number ?? (issue?.pull_request === undefined ? undefined : issue.number));
  if (number === undefined) problems.add({ path: `GITHUB_EVENT_PATH ${path}`, problem: `the event ${variable(env, "GITHUB_EVENT_NAME") ?? "in it"} is about no pull request`, fix });
  return number;
}

function contentsOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
