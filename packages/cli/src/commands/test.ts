import { execa } from "execa";
import { CliError } from "../cli-error.ts";
import type { Output } from "../progress.ts";
import { getTools } from "../tools.ts";
import type { ToolOptions } from "../tools.ts";
import type { Workspace } from "../workspace.ts";

/**
 * Runs every test: unit tests always, engine tests on a cluster of their own where engine and cluster can be had.
 * What is left out, and why, stands in the closing lines.
 */
export async function test({ root, stateDir }: Workspace, options: ToolOptions, output: Output): Promise<void> {
  const { executables, machine, missing, home } = await getTools(stateDir, options, output);
  const lacking = missing.map(({ part, refusal }) => `${part.name}: ${refusal.why}; ${refusal.remedy}`);
  const facts = { executables, machine, home, lacking };
  const { exitCode, signal } = await execa(process.execPath, ["--import", "tsx", "node_modules/mocha/bin/mocha.js", "--config", "test/mocharc.yaml"], {
    cwd: root,
    env: { ...options.env, MOORAGE_TEST_FACTS: JSON.stringify(facts) },
    stdio: ["ignore", "inherit", "inherit"],
    reject: false,
  });
  if (signal !== undefined || exitCode !== 0) throw new CliError("not every test passed", exitCode ?? 1);
}
