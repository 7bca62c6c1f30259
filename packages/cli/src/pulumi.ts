import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pulumiHome } from "@moorage/toolchain/home";
import { INTERRUPTED } from "./cli-error.ts";
import { passphraseFor } from "./passphrase.ts";
import type { Workspace } from "./workspace.ts";

const require = createRequire(import.meta.url);

/** The npm package's launcher: it runs the installed CLI of its own version, or downloads it first. */
export function pulumiLauncher(): string {
  const manifest = require.resolve("pulumi/package.json");
  const { bin } = require(manifest) as { readonly bin: Readonly<Record<string, string>> };
  return join(dirname(manifest), bin["pulumi"] ?? "bin/pulumi");
}

/**
 * What runs the engine: the installed CLI of the launcher's own version, else the launcher, which gets it first. The launcher
 * ends at the first Ctrl-C, while the engine still winds down.
 */
export function engineCommand(home: string): readonly [file: string, ...args: string[]] {
  const { version } = require("pulumi/package.json") as { readonly version: string };
  const installed = join(home, "versions", version, "bin", process.platform === "win32" ? "pulumi.exe" : "pulumi");
  return existsSync(installed) ? [installed] : [process.execPath, pulumiLauncher()];
}

/** The version is pinned here, and nobody here answers an offer of help. */
const DEFAULTS = { PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_SUPPRESS_NEO_LINK: "true" };

/** The environment of every call of the engine: the user's own, and what it leaves open. */
export function pulumiEnvironment(workspace: Workspace, stack: string | undefined, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Programs disagree on what a home folder is when HOME is not the user's own: it is said here once for all of them.
  return { ...DEFAULTS, ...env, PULUMI_HOME: pulumiHome(env), ...passphraseFor(stack, env, workspace) };
}

/** Runs the engine for one stack, with this terminal as its own. Gives its exit code. */
export async function runPulumi(workspace: Workspace, stack: string | undefined, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const [file, ...before] = engineCommand(pulumiHome(env));
  const engine = spawn(file, [...before, ...args], { cwd: workspace.project.folder, env: pulumiEnvironment(workspace, stack, env), stdio: "inherit" });
  const [exitCode, signal] = (await once(engine, "exit")) as [number | null, NodeJS.Signals | null];
  return exitCode ?? (signal === null ? 1 : INTERRUPTED);
}

/** What the engine prints for one stack, or `undefined` with a non-zero exit. */
export async function askPulumi(workspace: Workspace, stack: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<{ readonly ok: boolean; readonly stdout: string; readonly stderr: string }> {
  const [file, ...before] = engineCommand(pulumiHome(env));
  // Loaded here alone: it takes longer than all the rest of `pnpm exec pulumi`.
  const { execa } = await import("execa");
  const { exitCode, stdout, stderr } = await execa(file, [...before, ...args], {
    cwd: workspace.project.folder,
    env: pulumiEnvironment(workspace, stack, env),
    stdin: "ignore",
    reject: false,
  });
  return { ok: exitCode === 0, stdout, stderr };
}
