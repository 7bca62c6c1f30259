import { isatty } from "node:tty";
import { Command, Option } from "commander";
import pc from "picocolors";
import { CliError, INTERRUPTED } from "./cli-error.ts";
import * as cluster from "./commands/cluster.ts";
import { drift } from "./commands/drift.ts";
import type { DriftFlags } from "./commands/drift.ts";
import { printEnvironment } from "./commands/env.ts";
import * as outputs from "./commands/outputs.ts";
import { preview } from "./commands/preview.ts";
import type { CommandContext, PreviewFlags } from "./commands/preview.ts";
import { render } from "./commands/render.ts";
import { start } from "./commands/start.ts";
import { status } from "./commands/status.ts";
import { LIVE, ORDINARY, test } from "./commands/test.ts";
import { up } from "./commands/up.ts";
import type { UpFlags } from "./commands/up.ts";
import { DESTINATIONS } from "./preview/comment-destination.ts";
import { FORMATS, standardScreen } from "./preview/formats.ts";
import { standardError } from "./preview/preview-progress.ts";
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
  withTools(moorage.command("start").argument("[system]", `what to bring up: one of ${systems.join(", ")}`, systems[0]).description("bring a system's dev stack up on a local cluster"))
    .addOption(nodesOption())
    .action(async (system: string, { nodes, ...flags }: ToolFlags & cluster.ClusterWish) => start(about(system), { ...toolOptions(flags), ...(nodes === undefined ? {} : { nodeKind: nodes }) }, output));
  withTools(moorage.command("test").description("run the unit tests, and the engine tests where an engine can be had"))
    .option("--live", "run what takes long instead: what pods really do, where they can run")
    .action(async ({ live, ...flags }: ToolFlags & { readonly live?: true }) => test(place, toolOptions(flags), output, live === true ? LIVE : ORDINARY));
  moorage
    .command("status")
    .argument("[system]", `whose pods: one of ${systems.join(", ")}`, systems[0])
    .option("--stack <name>", "which of its stacks", "dev")
    .description("what runs of a system on this clone's cluster, and what is wrong with it; ends with 0 when all is well, 1 when not")
    .action(async (system: string, { stack }: { readonly stack: string }) => void (process.exitCode = await status(about(system), stack, signal, output)));
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

  const context = (): CommandContext => ({ root: place.root, from: env["INIT_CWD"] ?? process.cwd(), env, signal, screen: standardScreen(output.isTerminal, env), print: (text) => void process.stdout.write(text), progress: standardError(env) });
  const ofStacks = (command: Command): Command =>
    command.argument("[stack...]", "all that have a file, unless some are named").option("--project <dir>", "project, by folder or system, as often as wanted; the root project unless one is named", (named: string, before: readonly string[]) => [...before, named], [] as readonly string[]).addOption(new Option("--format <format>", "how it is shown").choices(FORMATS).default("terminal"));
  ofStacks(moorage.command("preview").description("what an update would change; ends with 0 for nothing, 2 for changes, 3 for destructive ones, 1 when it failed"))
    .addOption(new Option("--comment <where>", "write it as one comment that is edited from then on").choices(DESTINATIONS))
    .option("--comment-file <path>", "file of `--comment file`", "preview.md")
    .option("--out <path>", "file to write to, in place of standard output")
    .option("--refresh", "look at live objects first")
    .option("--verbose", "show the engine's log when it has ended, without secrets")
    .action(async (stacks: readonly string[], flags: PreviewFlags) => void (process.exitCode = await preview(stacks, flags, context())));
  ofStacks(moorage.command("drift").description("how far live objects are from what was last brought up; ends with 0 for not at all, 2 for drift, 3 when an object is gone, 1 when it failed")).action(async (stacks: readonly string[], flags: DriftFlags) => void (process.exitCode = await drift(stacks, flags, context())));
  moorage
    .command("up")
    .argument("<stack>", "stack to bring up")
    .requiredOption("--plan-of <review>", "file or address of the comment that was reviewed")
    .option("--project <dir>", "project, by folder or system; the root project unless one is named")
    .option("--yes", "ask nothing")
    .description("bring a stack up if that changes what was reviewed, and nothing else")
    .action(async (stack: string, flags: UpFlags) => void (process.exitCode = await up(stack, flags, context())));

  const contracts = moorage.command("outputs").description("what stacks promise to other teams");
  const those = (system: string | undefined): readonly Project[] => (system === undefined ? projectsOf(place.root) : [projectOf(place.root, system)]);
  contracts.command("check").argument("[system]", "all of them, unless one is named").option("--write", "publish what the programs keep").option("--stack <name>", "look at what is deployed instead").description("whether what is published, or deployed, is what the programs keep").action(async (system: string | undefined, { write, stack }: { readonly write?: true; readonly stack?: string }) => (stack === undefined ? outputs.check(place.root, those(system), { write: write ?? false }, output) : outputs.checkDeployed(those(system).map((project) => workspace(place.root, project)), stack, env, output)));
  contracts.command("diff").argument("[system]", "all of them, unless one is named").option("--base <revision>", "what is compared with", "origin/main").description("what changes for those who read the outputs").action(async (system: string | undefined, { base }: { readonly base: string }) => outputs.diff(place.root, those(system), base, output));
  contracts.command("consumers").argument("[system]", "all of them, unless one is named").description("who is known to read them").action(async (system: string | undefined) => outputs.consumers(those(system), output));

  const clusters = moorage.command("cluster").description("the local cluster of this clone");
  withTools(clusters.command("up").description("make it, or start it"))
    .addOption(new Option("--provider <name>", "what makes it").choices(["k3d", "kind", "embedded"]))
    .addOption(nodesOption())
    .action(async (flags: ToolFlags & cluster.ClusterWish) => cluster.up(place, flags, toolOptions(flags), output));
  clusters.command("down").description("take it down and forget it").action(async () => cluster.down(place, { env, signal }, output));
  clusters.command("status").option("--json", "for programs").description("how it is").action(async ({ json }: { readonly json?: true }) => cluster.status(place, json ?? false, env, output));
  return moorage;
}

function nodesOption(): Option {
  return new Option("--nodes <kind>", "whether pods really run; they do where that can be").choices(["real", "simulated"]);
}
