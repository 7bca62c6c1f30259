import { InputError } from "@moorage/core";
import type { Problem } from "@moorage/core";
import type { Environment } from "./environment.ts";
import { gitHubTarget } from "./github-environment.ts";
import { gitLabTarget } from "./gitlab-environment.ts";
import type { CommentTarget } from "./target.ts";

/**
 * The pull or merge request that a job of GitHub Actions or GitLab CI is about.
 * @param env Variables of the job; the token is in `GITHUB_TOKEN` or `GITLAB_TOKEN`.
 * @param host Host whose variables to read; by default the one whose job this is.
 * @throws InputError with everything that is missing, a line and a remedy for each
 *
 * @example
 * ```ts no-run
 * import { targetFromEnvironment } from "@moorage/preview";
 *
 * const target = targetFromEnvironment(process.env);
 * console.log(target.host, target.number);
 * ```
 */
export function targetFromEnvironment(env: Environment, host: CommentTarget["host"] | undefined = hostOf(env)): CommentTarget {
  const target = host === undefined ? [NOWHERE] : host === "github" ? gitHubTarget(env) : gitLabTarget(env);
  if ("host" in target) return target;
  throw new InputError(target);
}

const NOWHERE: Problem = {
  path: "environment",
  problem: "this is a job neither of GitHub Actions (GITHUB_ACTIONS) nor of GitLab CI (GITLAB_CI)",
  fix: "keep the comment in a file with `--comment file`",
};

function hostOf(env: Environment): CommentTarget["host"] | undefined {
  if (env["GITHUB_ACTIONS"] === "true") return "github";
  return env["GITLAB_CI"] === "true" ? "gitlab" : undefined;
}
