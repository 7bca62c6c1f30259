import { realpathSync } from "node:fs";
import { join } from "node:path";
import { pulumiHome } from "@moorage/toolchain/home";
import { makesStack, selectedStack, stackOf } from "./passphrase.ts";
import { projectAt, projectFile } from "./project.ts";
import { runPulumi } from "./pulumi.ts";
import { projectFileProblems } from "./yaml-problems.ts";
import { workspace } from "./workspace.ts";

/** `pnpm exec pulumi`: the engine as it is, for the project that the current folder is in, and the public passphrase for its stack `dev`. */
export async function pulumiMain(args: readonly string[]): Promise<void> {
  const { root } = workspace();
  const place = workspace(root, projectAt(realpathSync(root), realpathSync(process.cwd())));
  const { folder } = place.project;
  const { env } = process;
  const refused = (problems: readonly string[]): boolean => {
    if (problems.length === 0) return false;
    process.stderr.write(`${problems.map((problem) => `error: ${problem}`).join("\n")}\n`);
    process.exitCode = 1;
    return true;
  };
  if (refused(projectFileProblems(folder, undefined))) return;
  const selected = makesStack(args) ? undefined : selectedStack(pulumiHome(env), projectFile(place.project).name, join(folder, "Pulumi.yaml"));
  const stack = stackOf(args, env) ?? selected;
  if (refused(projectFileProblems(folder, stack))) return;
  // The terminal sends Ctrl-C to the engine too: it ends in good order, and this process with it.
  process.on("SIGINT", () => undefined);
  process.exitCode = await runPulumi(place, stack, args, env);
}
