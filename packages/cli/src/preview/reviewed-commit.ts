import { readFileSync } from "node:fs";
import { execa } from "execa";
import { asObject, jsonIn } from "@moorage/preview/engine";

/**
 * The commit that is previewed: the head of the pull or merge request whose job this is, else the commit of the job, else the
 * one that is checked out. On a pull request the host checks out a merge that nobody knows by its name.
 */
export async function commitOf(root: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const named = [headOfEvent(env["GITHUB_EVENT_PATH"]), env["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"], env["CI_COMMIT_SHA"], env["GITHUB_SHA"]].find((sha) => sha !== undefined && sha !== "");
  if (named !== undefined) return named;
  const { exitCode, stdout } = await execa("git", ["-C", root, "rev-parse", "--verify", "--quiet", "HEAD"], { reject: false, stdin: "ignore" });
  return exitCode === 0 ? stdout.trim() : undefined;
}

function headOfEvent(path: string | undefined): string | undefined {
  if (path === undefined || path === "") return undefined;
  try {
    const sha = asObject(asObject(asObject(jsonIn(readFileSync(path, "utf8")))?.["pull_request"])?.["head"])?.["sha"];
    return typeof sha === "string" ? sha : undefined;
  } catch {
    return undefined;
  }
}
