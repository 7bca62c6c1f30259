import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { keyOf } from "../../src/cache.ts";
import { lastLine } from "../../src/debian.ts";
import { withLock } from "../../src/lock.ts";
import { waitingLine } from "../../src/offer.ts";
import type { PartContext } from "../../src/part.ts";
import { thisRelease } from "./debian-release.ts";
import type { DebianRelease } from "./debian-release.ts";
import { MAKING, makeBase } from "./make-base.ts";
import type { BaseImageRecipe } from "./recipes.ts";

/** The image to build upon, and how it was come by. */
export type BaseImage =
  | { readonly image: string; readonly origin: "local" | "pulled" | "made" }
  | { readonly image: undefined; readonly why: string };

const PULL_TIMEOUT_MS = 300_000;

/**
 * Makes sure of a base image: the one that is wanted if the engine has it or can pull it, else one made here
 * after a recipe, named by the recipe's content.
 * @throws ToolchainError when making it fails or is interrupted
 */
export async function ensureBaseImage(wanted: string, recipe: BaseImageRecipe, docker: string, context: PartContext, report: (line: string) => void, release: DebianRelease = thisRelease): Promise<BaseImage> {
  const found = await findBaseImage(wanted, recipe, docker, context, release);
  if (found !== undefined) return { image: found, origin: "local" };
  const unpulled = context.offline ? "--offline allows no pull" : await pull(wanted, docker, context, report);
  if (unpulled === undefined) return { image: wanted, origin: "pulled" };
  const codename = release.codename();
  const why = release.refusal(context) ?? (codename === undefined ? "this Debian has no code name" : undefined);
  if (why !== undefined || codename === undefined) return { image: undefined, why: `${wanted} cannot be pulled (${unpulled}), and ${why ?? ""}, so that none can be made` };
  const authorities = release.authorities();
  const image = standIn(recipe, codename, authorities);
  const folder = join(context.home, "base-images");
  mkdirSync(folder, { recursive: true });
  await withLock(folder, { onWait: () => report(waitingLine(`making ${image}`)), signal: context.signal }, async (signal) => {
    if (await present(docker, image, context)) return;
    await makeBase(image, { codename, packages: recipe.packages, npm: recipe.npm ?? [], authorities }, docker, join(folder, keyOf([image])), { ...context, signal }, report);
  });
  return { image, origin: "made" };
}

/** The image to build upon if the engine has it already: the wanted one, else its stand-in; a pull later would only change every tag. */
export async function findBaseImage(wanted: string, recipe: BaseImageRecipe, docker: string, context: PartContext, release: DebianRelease = thisRelease): Promise<string | undefined> {
  const codename = release.codename();
  const images = codename === undefined ? [wanted] : [wanted, standIn(recipe, codename, release.authorities())];
  for (const image of images) if (await present(docker, image, context)) return image;
  return undefined;
}

function standIn({ name, packages, npm = [] }: BaseImageRecipe, codename: string, authorities: readonly string[]): string {
  return `${name}:${codename}-${keyOf([name, codename, MAKING, ...packages, ...npm, ...authorities]).slice(0, 12)}`;
}

/** Pulls, and tells why that was not possible. */
async function pull(image: string, docker: string, context: PartContext, report: (line: string) => void): Promise<string | undefined> {
  report(`pulling ${image}`);
  const result = await execa(docker, ["pull", "--quiet", image], { ...quietly(context), timeout: PULL_TIMEOUT_MS });
  if (result.exitCode === 0) return undefined;
  return result.timedOut ? `no end of it within ${PULL_TIMEOUT_MS / 1_000} s` : lastLine(result);
}

async function present(docker: string, image: string, context: PartContext): Promise<boolean> {
  const { exitCode } = await execa(docker, ["image", "inspect", "--format", "{{.Id}}", image], quietly(context));
  return exitCode === 0;
}

function quietly({ env, signal }: PartContext) {
  return { env, cancelSignal: signal, reject: false, stdin: "ignore" } as const;
}
