import type { Token } from "./token.ts";

/** A pull request on GitHub. */
export interface GitHubTarget {
  readonly host: "github";
  /** Address of the REST interface, such as `https://api.github.com`. */
  readonly apiUrl: string;
  /** The repository, as `owner/name`. */
  readonly repository: string;
  /** Number of the pull request. */
  readonly number: number;
  /** A token that may write to pull requests. */
  readonly token: Token;
}

/** A merge request on GitLab. */
export interface GitLabTarget {
  readonly host: "gitlab";
  /** Address of the REST interface, such as `https://gitlab.com/api/v4`. */
  readonly apiUrl: string;
  /** The project that the merge request is in: its number, or its path. */
  readonly project: string;
  /** Number of the merge request within its project. */
  readonly number: number;
  /**
   * Web address of the project, for a link to the comment.
   * @default none: no link is told
   */
  readonly projectUrl?: string;
  /** A token with the scope `api`. */
  readonly token: Token;
}

/** Where a comment goes. */
export type CommentTarget = GitHubTarget | GitLabTarget;
