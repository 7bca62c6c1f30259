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

/** What is made where an image cannot be pulled. */
export interface StandIn {
  /** Its name on a release, which tells all that it is made of. */
  readonly imageOn: (codename: string) => string;
  /** Why it cannot be made here, or `undefined` when it can. @default it can wherever Debian packages can be had */
  readonly refusal?: (context: PartContext) => Promise<string | undefined>;
  /** Makes it on a release, in a folder of nobody else's. */
  readonly make: (image: string, codename: string, folder: string, context: PartContext) => Promise<void>;
}

/**
 * Makes sure of a base image: the one that is wanted if the engine has it or can pull it, else one made here
 * after a recipe, named by the recipe's content.
 * @throws ToolchainError when making it fails or is interrupted
 */
export async function ensureBaseImage(wanted: string, recipe: BaseImageRecipe, docker: string, context: PartContext, report: (line: string) => void, release: DebianRelease = thisRelease): Promise<BaseImage> {
  return ensureImage(wanted, baseOf(recipe, docker, release, report), docker, context, report, release);
}

/** The image to build upon if the engine has it already: the wanted one, else its stand-in; a pull later would only change every tag. */
export async function findBaseImage(wanted: string, recipe: BaseImageRecipe, docker: string, context: PartContext, release: DebianRelease = thisRelease): Promise<string | undefined> {
  return findImage(wanted, baseOf(recipe, docker, release, () => undefined), docker, context, release);
}

/**
 * The same of any image and what stands in for it, if anything does.
 * @throws ToolchainError when making it fails or is interrupted
 */
export async function ensureImage(wanted: string, standIn: StandIn | undefined, docker: string, context: PartContext, report: (line: string) => void, release: DebianRelease): Promise<BaseImage> {
  const found = await findImage(wanted, standIn, docker, context, release);
  if (found !== undefined) return { image: found, origin: "local" };
  const unpulled = context.offline ? "--offline allows no pull" : await pull(wanted, docker, context, report);
  if (unpulled === undefined) return { image: wanted, origin: "pulled" };
  const codename = release.codename();
  const why = standIn === undefined ? "nothing stands in for it" : (release.refusal(context) ?? (codename === undefined ? "this Debian has no code name" : await standIn.refusal?.(context)));
  if (why !== undefined || codename === undefined || standIn === undefined) return { image: undefined, why: `${wanted} cannot be pulled (${unpulled}), and ${why ?? ""}, so that none can be made` };
  const image = standIn.imageOn(codename);
  const folder = join(context.home, "base-images");
  mkdirSync(folder, { recursive: true });
  await withLock(folder, { onWait: () => report(waitingLine(`making ${image}`)), signal: context.signal }, async (signal) => {
    if (await present(docker, image, context)) return;
    await standIn.make(image, codename, join(folder, keyOf([image])), { ...context, signal });
  });
  return { image, origin: "made" };
}

/** The wanted image, else its stand-in, if the engine has it already. */
export async function findImage(wanted: string, standIn: StandIn | undefined, docker: string, context: PartContext, release: DebianRelease): Promise<string | undefined> {
  const codename = release.codename();
  const images = codename === undefined || standIn === undefined ? [wanted] : [wanted, standIn.imageOn(codename)];
  for (const image of images) if (await present(docker, image, context)) return image;
  return undefined;
}

function baseOf(recipe: BaseImageRecipe, docker: string, release: DebianRelease, report: (line: string) => void): StandIn {
  const { packages, npm = [] } = recipe;
  return {
    imageOn: (codename) => nameOf(recipe, codename, release.authorities()),
    make: async (image, codename, folder, context) => makeBase(image, { codename, packages, npm, authorities: release.authorities() }, docker, folder, context, report),
  };
}

function nameOf({ name, packages, npm = [] }: BaseImageRecipe, codename: string, authorities: readonly string[]): string {
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
