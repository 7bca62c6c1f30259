import { join } from "node:path";
import { pulumiHome } from "@moorage/toolchain/home";
import { makesStack, selectedStack, stackOf } from "./passphrase.ts";
import { runPulumi } from "./pulumi.ts";
import { projectFileProblems } from "./yaml-problems.ts";
import { workspace } from "./workspace.ts";

const PROJECT = "moorage";

/** `pnpm exec pulumi`: the engine as it is, and the public passphrase for the stack `dev`. */
export async function pulumiMain(args: readonly string[]): Promise<void> {
  const place = workspace();
  const { env } = process;
  const selected = makesStack(args) ? undefined : selectedStack(pulumiHome(env), PROJECT, join(place.root, "Pulumi.yaml"));
  const stack = stackOf(args, env) ?? selected;
  const problems = projectFileProblems(place.root, stack);
  if (problems.length > 0) {
    process.stderr.write(`${problems.map((problem) => `error: ${problem}`).join("\n")}\n`);
    process.exitCode = 1;
    return;
  }
  // The terminal sends Ctrl-C to the engine too: it ends in good order, and this process with it.
  process.on("SIGINT", () => undefined);
  process.exitCode = await runPulumi(place, stack, args, env);
}
