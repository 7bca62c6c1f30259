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

const TAKES_STACK = /^(?:-s|--stack)(?:=(.*))?$/;

/**
 * The stack that a call of the CLI is about: the one it names, else the one in the environment, else `undefined`.
 * A stack that was selected earlier is not looked up here.
 */
export function stackOf(args: readonly string[], env: Readonly<Record<string, string | undefined>>): string | undefined {
  for (const [index, arg] of args.entries()) {
    const match = TAKES_STACK.exec(arg);
    if (match !== null) return match[1] ?? args[index + 1];
  }
  const [group, verb, ...rest] = args;
  if (group === "stack" && (verb === "init" || verb === "select" || verb === "rm")) return rest.find((arg) => !arg.startsWith("-"));
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
