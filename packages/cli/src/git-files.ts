import { execa } from "execa";
import { CliError } from "./cli-error.ts";

/**
 * Texts of the JSON files in a folder at another revision, by their paths from the root of the clone.
 * @throws CliError when there is no such revision, or no git
 */
export async function filesAt(root: string, revision: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const git = async (...args: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr, shortMessage } = await execa("git", ["-C", root, ...args], { reject: false, stdin: "ignore", stripFinalNewline: false });
    if (exitCode !== 0) throw new CliError(`git ${args[0] ?? ""} failed: ${(stderr === "" ? (shortMessage ?? "") : stderr).trim().split("\n").at(-1) ?? ""}`);
    return stdout;
  };
  await git("rev-parse", "--verify", "--quiet", `${revision}^{commit}`).catch(() => {
    throw new CliError(`there is no revision ${JSON.stringify(revision)} here to compare with. Fix: git fetch, or --base <revision>`);
  });
  const names = (await git("ls-tree", "-r", "--name-only", "-z", revision, "--", `${folder}/`)).split("\0").filter((name) => name.endsWith(".json"));
  const texts = await Promise.all(names.map(async (name) => git("show", `${revision}:${name}`)));
  return new Map(names.map((name, index) => [name, texts[index] ?? ""]));
}
