import { execa } from "execa";
import type { Toolchain } from "@moorage/toolchain";
import { TEST_FACTS } from "@moorage/testing";
import type { TestFacts } from "@moorage/testing";
import { INTERRUPTED } from "../cli-error.ts";
import type { Output } from "../progress.ts";
import { projectsOf } from "../project.ts";
import { getTools } from "../tools.ts";
import type { ToolOptions } from "../tools.ts";
import type { Workspace } from "../workspace.ts";

/** Which tests are run. */
export const ORDINARY = "test/mocharc.yaml";
/** Those that take long: what pods really do, at length. */
export const LIVE = "test/live/mocharc.yaml";

/**
 * Runs every test: unit tests always, engine tests on a cluster of their own where engine and cluster can be had.
 * What is left out, and why, stands in the closing lines.
 */
export async function test({ root, stateDir }: Workspace, options: ToolOptions, output: Output, config = ORDINARY): Promise<void> {
  const { executables, machine, missing, absent, home } = await getTools(stateDir, projectsOf(root), { ...options, tests: true }, output);
  const lacking = summarised(missing);
  const facts: TestFacts = { executables, machine, home, lacking, absent };
  const { exitCode, signal } = await execa(process.execPath, ["--import", "tsx", "node_modules/mocha/bin/mocha.js", "--config", config, output.isTerminal ? "--color" : "--no-color"], {
    cwd: root,
    env: { ...options.env, [TEST_FACTS]: JSON.stringify(facts) },
    stdio: ["ignore", "inherit", "inherit"],
    reject: false,
  });
  // The closing lines have said it all.
  process.exitCode = signal === undefined ? (exitCode ?? 1) : INTERRUPTED;
}

/** Every name, and the first reason: where one part cannot be had, the others mostly lack the same. */
function summarised(missing: Toolchain["missing"]): readonly string[] {
  const [first] = missing;
  if (first === undefined) return [];
  return [`${missing.map(({ part }) => part.name).join(", ")} cannot be had: ${first.refusal.why}; ${first.refusal.remedy}`];
}
