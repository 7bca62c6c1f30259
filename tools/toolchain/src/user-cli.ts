import { dirname, join } from "node:path";
import { isExecutable } from "./find-executable.ts";
import { foundOnPath } from "./on-path.ts";
import type { PartContext } from "./part.ts";
import { PULUMI_VERSION } from "./pulumi-files.ts";
import { versionIn } from "./version.ts";

/** A CLI that its user installed, and the language host that came with it. */
export interface UserCli {
  readonly pulumi: string;
  readonly languageHost: string;
}

/** The user's own CLI on PATH, if it is new enough and whole. */
export async function userCli(context: PartContext): Promise<UserCli | undefined> {
  const least = versionIn(PULUMI_VERSION) ?? [0, 0, 0];
  const found = await foundOnPath({ least, programs: { pulumi: ["version"] } }, context);
  if (found?.["pulumi"] === undefined) return undefined;
  const languageHost = join(dirname(found["pulumi"]), "pulumi-language-nodejs");
  return isExecutable(languageHost) ? { pulumi: found["pulumi"], languageHost } : undefined;
}
