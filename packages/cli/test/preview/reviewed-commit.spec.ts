import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { commitOf } from "../../src/preview/reviewed-commit.ts";
import { StandInMachine } from "../stand-in-machine.ts";

describe("the commit that is previewed", () => {
  let machine: StandInMachine;
  beforeEach(() => (machine = new StandInMachine()));
  afterEach(() => machine.remove());

  const of = async (env: NodeJS.ProcessEnv): Promise<string | undefined> => commitOf(machine.place.root, env);

  it("is the head of the pull request, not the merge that the job checked out", async () => {
    const event = machine.write("event.json", JSON.stringify({ pull_request: { head: { sha: "headhead" } } }));
    assert.equal(await of({ GITHUB_EVENT_PATH: event, GITHUB_SHA: "mergemerge" }), "headhead");
  });

  for (const text of ["{}", "no JSON", '{"pull_request":{"head":{"sha":5}}}']) {
    it(`is the job's own where its event names none: ${text}`, async () => {
      assert.equal(await of({ GITHUB_EVENT_PATH: machine.write("event.json", text), GITHUB_SHA: "mergemerge" }), "mergemerge");
    });
  }

  it("is the source branch's of a merge request, else the job's", async () => {
    assert.equal(await of({ CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: "source", CI_COMMIT_SHA: "commit" }), "source");
    assert.equal(await of({ CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: "", CI_COMMIT_SHA: "commit" }), "commit");
  });

  it("is what is checked out elsewhere, and none where nothing is", async () => {
    assert.equal(await of({ GITHUB_EVENT_PATH: "/nowhere" }), undefined);
    const git = (...args: readonly string[]): string => execFileSync("git", ["-C", machine.place.root, "-c", "user.name=test", "-c", "user.email=test@example.com", ...args], { encoding: "utf8" });
    git("init", "--quiet");
    git("commit", "--quiet", "--allow-empty", "--message", "one");
    assert.equal(await of({}), git("rev-parse", "HEAD").trim());
  });
});
