import { Problems } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { addressIn, countedFromOne, required, tokenIn, variable } from "./environment.ts";
import type { Environment } from "./environment.ts";
import type { GitLabTarget } from "./target.ts";

const OF_REQUEST = { form: /^[1-9]\d{0,14}$/, expected: "a number", fix: "run the job in a merge request pipeline: `rules: [{ if: $CI_PIPELINE_SOURCE == \"merge_request_event\" }]`" };

/** The merge request that a job of GitLab CI is about, or everything that is missing. */
export function gitLabTarget(env: Environment): GitLabTarget | readonly Problem[] {
  const problems = new Problems();
  const token = tokenIn(env, "GITLAB_TOKEN", "make a project access token with the scope `api` and the role Reporter, and a masked CI/CD variable of it that is not protected: merge requests do not get protected ones", problems);
  const apiUrl = addressIn(env, "CI_API_V4_URL", undefined, problems);
  // In a fork's pipeline CI_PROJECT_ID is the fork; the merge request is here.
  const project = required(env, "CI_MERGE_REQUEST_PROJECT_ID", OF_REQUEST, problems);
  const number = countedFromOne(required(env, "CI_MERGE_REQUEST_IID", OF_REQUEST, problems));
  const projectUrl = variable(env, "CI_MERGE_REQUEST_PROJECT_URL");
  if (token === undefined || apiUrl === undefined || project === undefined || number === undefined) return problems.found;
  return { host: "gitlab", apiUrl, project, number, token, ...(projectUrl === undefined ? {} : { projectUrl }) };
}
