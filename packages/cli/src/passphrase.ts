import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "./workspace.ts";

/** Where the engine looks for a passphrase. */
export const PASSPHRASE_VARIABLES = ["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"] as const;

/**
 * The passphrase variables that a call of the engine is to be given. Only `dev` has a passphrase that everybody
 * may know; for any other stack, and when the user has set one, nothing is added.
 */
export function passphraseFor(stack: string | undefined, env: Readonly<Record<string, string | undefined>>, { devPassphrase }: Workspace): Readonly<Record<string, string>> {
  const isSet = PASSPHRASE_VARIABLES.some((name) => env[name] !== undefined);
  return isSet || stack !== "dev" ? {} : { PULUMI_CONFIG_PASSPHRASE_FILE: devPassphrase };
}

const NAMES_STACK = /^(?:--stack=|-s=?)(.+)$/;
const NEXT_NAMES_STACK = new Set(["-s", "--stack"]);
/** Flags of the CLI whose value is a word of its own. */
const TAKES_VALUE = new Set(["-C", "--cwd", "--color", "--tracing", "--profiling", "--memprofilerate", "-v", "--verbose", "--copy-config-from", "--secrets-provider", "--teams", "-m", "--message", "-c", "--config", "-f", "--file", "-t", "--target", "-r", "--refresh", "-p", "--parallel"]);

/** A call of the CLI, as far as it tells which stack it is about. */
interface Call {
  /** What `--stack` says. */
  readonly named: string | undefined;
  /** Words that are no flags and no values of flags. */
  readonly words: readonly string[];
}

function read(args: readonly string[]): Call {
  const words: string[] = [];
  let named: string | undefined;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? "";
    if (NEXT_NAMES_STACK.has(arg)) named ??= args[(index += 1)];
    else if (TAKES_VALUE.has(arg)) index += 1;
    else if (arg.startsWith("-")) named ??= NAMES_STACK.exec(arg)?.[1];
    else words.push(arg);
  }
  return { named, words };
}

/** Whether a call makes a stack: then it is about none that was selected before. */
export function makesStack(args: readonly string[]): boolean {
  const [group, verb] = read(args).words;
  return group === "stack" && verb === "init";
}

/**
 * The stack that a call of the CLI is about: the one it names, else the one in the environment, else `undefined`.
 * A stack that was selected earlier is not looked up here.
 */
export function stackOf(args: readonly string[], env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { named, words } = read(args);
  if (named !== undefined) return named;
  const [group, verb, name] = words;
  if (group === "stack" && (verb === "init" || verb === "select" || verb === "rm")) return name;
  return env["PULUMI_STACK"];
}

/**
 * The stack that was selected with `pulumi stack select`, as the CLI remembers it: in a file named by the project
 * and the SHA-1 of the path of its `Pulumi.yaml`.
 */
export function selectedStack(pulumiHome: string, project: string, projectFile: string): string | undefined {
  const name = `${project}-${createHash("sha1").update(projectFile).digest("hex")}-workspace.json`;
  try {
    const { stack } = JSON.parse(readFileSync(join(pulumiHome, "workspaces", name), "utf8")) as { readonly stack?: unknown };
    return typeof stack === "string" ? stack.split("/").at(-1) : undefined;
  } catch {
    return undefined;
  }
}
