import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "@moorage/core";
import { targetFromEnvironment } from "../../src/comment/target-from-environment.ts";

const TOKEN = "glpat-abcdefghijklmnopqrst";

const GITLAB = {
  GITLAB_CI: "true",
  GITLAB_TOKEN: TOKEN,
  CI_API_V4_URL: "https://gitlab.example.com/api/v4",
  // The fork, where a fork's pipeline runs.
  CI_PROJECT_ID: "99",
  CI_MERGE_REQUEST_PROJECT_ID: "5",
  CI_MERGE_REQUEST_IID: "12",
  CI_MERGE_REQUEST_PROJECT_URL: "https://gitlab.example.com/acme/board",
};

describe("targetFromEnvironment", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "target-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  function gitHub(event: unknown = { action: "synchronize", number: 12, pull_request: { number: 12, title: "More pods" } }): Record<string, string> {
    const path = join(folder, "event.json");
    writeFileSync(path, typeof event === "string" ? event : JSON.stringify(event));
    return { GITHUB_ACTIONS: "true", GITHUB_TOKEN: TOKEN, GITHUB_REPOSITORY: "acme/board", GITHUB_API_URL: "https://api.github.com", GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: path };
  }

  /** Its lines: all problems at once, each with a remedy, none with the token. */
  function problemsOf(env: Record<string, string | undefined>, host?: "github" | "gitlab"): readonly string[] {
    try {
      targetFromEnvironment(env, host);
    } catch (error) {
      assert.ok(error instanceof InputError, String(error));
      assert.doesNotMatch(`${error.message}${JSON.stringify(error.problems)}`, /glpat|abcdef/);
      const lines = error.message.split("\n");
      assert.equal(lines.length, error.problems.length);
      for (const line of lines) assert.match(line, /\. Fix: ./);
      return error.problems.map(({ path }) => path);
    }
    return assert.fail("it has no problem");
  }

  it("reads GitHub's variables, and the number from the event", () => {
    const { token, ...target } = targetFromEnvironment(gitHub());
    assert.deepEqual(target, { host: "github", apiUrl: "https://api.github.com", repository: "acme/board", number: 12 });
    assert.equal(token.authorization(), `Bearer ${TOKEN}`);
  });

  it("reads a server of one's own, without the slash at the end", () => {
    assert.equal(targetFromEnvironment({ ...gitHub(), GITHUB_API_URL: "https://github.acme.com/api/v3/" }).apiUrl, "https://github.acme.com/api/v3");
  });

  it("reads the number of a comment on a pull request, and none of an issue", () => {
    assert.equal(targetFromEnvironment(gitHub({ issue: { number: 7, pull_request: { url: "https://api.github.com/repos/acme/board/pulls/7" } }, comment: {} })).number, 7);
    assert.match(problemsOf(gitHub({ issue: { number: 7 }, comment: {} }))[0] ?? "", /^GITHUB_EVENT_PATH /);
  });

  it("says which event is about no pull request", () => {
    assert.throws(() => targetFromEnvironment({ ...gitHub({ ref: "refs/heads/main" }), GITHUB_EVENT_NAME: "push" }), /the event push is about no pull request\. Fix: run the job `on: pull_request`; .*--comment file/);
  });

  for (const event of ["", "{ cut", "[]", '"x"', '{"pull_request":{"number":"12; rm"}}', '{"pull_request":{"number":-1}}', '{"pull_request":{"number":1.5}}', '{"pull_request":null}']) {
    it(`takes no number from the event ${JSON.stringify(event)}`, () => {
      assert.match(problemsOf(gitHub(event)).join("; "), /^GITHUB_EVENT_PATH \/[^;]+$/);
    });
  }

  it("takes no number from an event that is not there", () => {
    assert.deepEqual(problemsOf({ ...gitHub(), GITHUB_EVENT_PATH: join(folder, "none.json") }), [`GITHUB_EVENT_PATH ${join(folder, "none.json")}`]);
  });

  it("reads GitLab's variables: the project that the merge request is in, not a fork", () => {
    const { token, ...target } = targetFromEnvironment(GITLAB);
    assert.deepEqual(target, { host: "gitlab", apiUrl: "https://gitlab.example.com/api/v4", project: "5", number: 12, projectUrl: "https://gitlab.example.com/acme/board" });
    assert.equal(token.authorization(), `Bearer ${TOKEN}`);
  });

  it("names everything that is missing at once", () => {
    assert.deepEqual(problemsOf({ GITHUB_ACTIONS: "true" }), ["GITHUB_TOKEN", "GITHUB_REPOSITORY", "GITHUB_EVENT_PATH"]);
    assert.deepEqual(problemsOf({ GITLAB_CI: "true" }), ["GITLAB_TOKEN", "CI_API_V4_URL", "CI_MERGE_REQUEST_PROJECT_ID", "CI_MERGE_REQUEST_IID"]);
  });

  it("takes an empty variable, as a missing secret leaves it, for none", () => {
    assert.throws(() => targetFromEnvironment({ ...gitHub(), GITHUB_TOKEN: "" }), /^InputError: GITHUB_TOKEN: is not set\. Fix: give the step `env: \{ GITHUB_TOKEN: \$\{\{ github\.token \}\} \}`, and the job `permissions/);
    assert.throws(() => targetFromEnvironment({ ...GITLAB, GITLAB_TOKEN: " " }), /^InputError: GITLAB_TOKEN: is not set\. Fix: .*not protected/);
  });

  it("refuses a token that no header carries, without showing it", () => {
    assert.deepEqual(problemsOf({ ...GITLAB, GITLAB_TOKEN: `${TOKEN}\n${TOKEN}` }), ["GITLAB_TOKEN"]);
  });

  it("refuses what is no address, no repository and no number", () => {
    assert.deepEqual(problemsOf({ ...gitHub(), GITHUB_API_URL: "api.github.com", GITHUB_REPOSITORY: "acme/board/../x" }), ["GITHUB_API_URL", "GITHUB_REPOSITORY"]);
    assert.deepEqual(problemsOf({ ...GITLAB, CI_API_V4_URL: "ftp://gitlab.example.com", CI_MERGE_REQUEST_PROJECT_ID: "5/../6", CI_MERGE_REQUEST_IID: "0" }), ["CI_API_V4_URL", "CI_MERGE_REQUEST_PROJECT_ID", "CI_MERGE_REQUEST_IID"]);
    assert.deepEqual(problemsOf({ ...GITLAB, CI_API_V4_URL: "https://gitlab.example.com/api/v4?private_token=x" }), ["CI_API_V4_URL"]);
  });

  it("does not show an address that holds a login", () => {
    assert.throws(() => targetFromEnvironment({ ...GITLAB, CI_API_V4_URL: "https://oauth2:hunter2@gitlab.example.com/api/v4" }), (error: unknown) => error instanceof InputError && /CI_API_V4_URL: holds a login/.test(error.message) && !error.message.includes("hunter2"));
  });

  it("reads the host that it is told to, on a machine that is neither's", () => {
    assert.equal(targetFromEnvironment({ ...gitHub(), GITHUB_ACTIONS: undefined }, "github").host, "github");
    assert.equal(targetFromEnvironment({ ...gitHub(), ...GITLAB }, "gitlab").host, "gitlab");
    assert.deepEqual(problemsOf({ ...gitHub(), ...GITLAB, GITLAB_TOKEN: undefined }, "gitlab"), ["GITLAB_TOKEN"]);
  });

  it("says what to do where there is no host", () => {
    assert.throws(() => targetFromEnvironment({ CI: "true", GITHUB_ACTIONS: "false" }), /neither of GitHub Actions \(GITHUB_ACTIONS\) nor of GitLab CI \(GITLAB_CI\)\. Fix: keep the comment in a file with `--comment file`/);
  });
});
