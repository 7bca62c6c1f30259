import { isatty } from "node:tty";
import { Command, Option } from "commander";
import pc from "picocolors";
import { CliError, INTERRUPTED } from "./cli-error.ts";
import * as cluster from "./commands/cluster.ts";
import { printEnvironment } from "./commands/env.ts";
import * as outputs from "./commands/outputs.ts";
import { render } from "./commands/render.ts";
import { start } from "./commands/start.ts";
import { test } from "./commands/test.ts";
import { standardOutput } from "./progress.ts";
import { projectOf, projectsOf } from "./project.ts";
import type { Project } from "./project.ts";
import type { ToolOptions } from "./tools.ts";
import { workspace } from "./workspace.ts";
import type { Workspace } from "./workspace.ts";

interface ToolFlags {
  readonly offline?: true;
  readonly docker: boolean;
}

/** The `moorage` command. Sets the exit code; a failure is one line. */
export async function main(argv: readonly string[]): Promise<void> {
  const interruption = new AbortController();
  // It stays: libraries that restore the terminal end the process when nobody else listens. The second Ctrl-C does.
  process.on("SIGINT", () => {
    if (interruption.signal.aborted) process.exit(INTERRUPTED);
    interruption.abort();
  });
  try {
    await program(interruption.signal).parseAsync([...argv]);
  } catch (error) {
    const line = interruption.signal.aborted ? "interrupted; the next run goes on from here" : error instanceof Error ? error.message : String(error);
    // A continuous-integration service is no terminal, whatever the library makes of its variables.
    process.stderr.write(`${pc.createColors(isatty(process.stderr.fd)).red("error:")} ${line}\n`);
    process.exitCode = interruption.signal.aborted ? INTERRUPTED : error instanceof CliError ? error.exitCode : 1;
  }
}

function program(signal: AbortSignal): Command {
  const place = workspace();
  const output = standardOutput();
  const { env } = process;
  const systems = projectsOf(place.root).map(({ system }) => system);
  const about = (system: string): Workspace => workspace(place.root, projectOf(place.root, system));
  const toolOptions = ({ offline, docker }: ToolFlags): ToolOptions => ({ offline: offline ?? false, docker, signal, env });
  const withTools = (command: Command): Command =>
    command.option("--offline", "fetch nothing: use only what is on PATH or in the cache").option("--no-docker", "build no images");

  const moorage = new Command("moorage").description("Pulumi programs from docker-compose to Kubernetes").showHelpAfterError();
  withTools(moorage.command("start").argument("[system]", `what to bring up: one of ${systems.join(", ")}`, systems[0]).description("bring a system's dev stack up on a local cluster")).action(async (system: string, flags: ToolFlags) => start(about(system), toolOptions(flags), output));
  withTools(moorage.command("test").description("run the unit tests, and the engine tests where an engine can be had")).action(async (flags: ToolFlags) => test(place, toolOptions(flags), output));
  moorage
    .command("render")
    .argument("<stack>", "stack whose objects to write")
    .requiredOption("--out <folder>", "folder to write to")
    .option("--system <name>", "system whose stack it is", systems[0])
    .description("write a stack's objects as YAML, without an engine; Secrets hold placeholders")
    .action(async (stack: string, { out, system }: { readonly out: string; readonly system: string }) => render(about(system), stack, out, output));
  moorage
    .command("env")
    .description('print what another shell needs: eval "$(pnpm --silent moorage env)"')
    .action(() => printEnvironment(place, env, output));

  const contracts = moorage.command("outputs").description("what stacks promise to other teams");
  const those = (system: string | undefined): readonly Project[] => (system === undefined ? projectsOf(place.root) : [projectOf(place.root, system)]);
  contracts.command("check").argument("[system]", "all of them, unless one is named").option("--write", "publish what the programs keep").option("--stack <name>", "look at what is deployed instead").description("whether what is published, or deployed, is what the programs keep").action(async (system: string | undefined, { write, stack }: { readonly write?: true; readonly stack?: string }) => (stack === undefined ? outputs.check(place.root, those(system), { write: write ?? false }, output) : outputs.checkDeployed(those(system).map((project) => workspace(place.root, project)), stack, env, output)));
  contracts.command("diff").argument("[system]", "all of them, unless one is named").option("--base <revision>", "what is compared with", "origin/main").description("what changes for those who read the outputs").action(async (system: string | undefined, { base }: { readonly base: string }) => outputs.diff(place.root, those(system), base, output));
  contracts.command("consumers").argument("[system]", "all of them, unless one is named").description("who is known to read them").action(async (system: string | undefined) => outputs.consumers(those(system), output));

  const clusters = moorage.command("cluster").description("the local cluster of this clone");
  withTools(clusters.command("up").description("make it, or start it"))
    .addOption(new Option("--provider <name>", "what makes it").choices(["k3d", "kind", "embedded"]))
    .action(async ({ provider, ...flags }: ToolFlags & { readonly provider?: "k3d" | "kind" | "embedded" }) => cluster.up(place, provider, toolOptions(flags), output));
  clusters.command("down").description("take it down and forget it").action(async () => cluster.down(place, env, output));
  clusters.command("status").option("--json", "for programs").description("how it is").action(async ({ json }: { readonly json?: true }) => cluster.status(place, json ?? false, env, output));
  return moorage;
}
