import { homedir } from "node:os";
import { join, resolve } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** Folder of everything the toolchain keeps. @default `$XDG_CACHE_HOME/moorage`, or `~/.cache/moorage` */
export function toolchainHome(env: Environment = process.env): string {
  const { MOORAGE_HOME, XDG_CACHE_HOME } = env;
  return resolve(MOORAGE_HOME ?? join(XDG_CACHE_HOME ?? join(homeOf(env), ".cache"), "moorage"));
}

/** Where Pulumi keeps its own programs and plug-ins. @default `~/.pulumi` */
export function pulumiHome(env: Environment = process.env): string {
  return resolve(env["PULUMI_HOME"] ?? join(homeOf(env), ".pulumi"));
}

function homeOf(env: Environment): string {
  return env["HOME"] ?? homedir();
}
