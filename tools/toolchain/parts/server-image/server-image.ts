import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keyOf } from "../../src/cache.ts";
import { moduleTexts } from "../../src/go.ts";
import type { PartContext } from "../../src/part.ts";
import { ToolchainError } from "../../src/toolchain-error.ts";
import { ensureImage, findImage } from "../base-image/base-image.ts";
import type { BaseImage, StandIn } from "../base-image/base-image.ts";
import { thisRelease } from "../base-image/debian-release.ts";
import type { DebianRelease } from "../base-image/debian-release.ts";
import { MAKING, makeBase } from "../base-image/make-base.ts";
import { serverRecipeFor } from "./recipes.ts";
import type { ServerImageRecipe } from "./recipes.ts";
import type { ServerProgram } from "./programs.ts";

/** Where programs go that no package brings. */
const PROGRAMS = "usr/local/bin";
const EXECUTABLE = 0o755;

/** What a server that is only run does without: installing packages, Perl, tables of locales and character sets. */
const SLIMMING = `
rm -rf /usr/bin/apt* /usr/lib/apt /usr/lib/*/libapt-* /var/lib/apt /var/cache/debconf /usr/share/debconf /var/lib/dpkg/info /var/lib/dpkg/*-old
rm -rf /usr/bin/perl* /usr/lib/*/perl* /usr/lib/*/libperl* /usr/share/perl* /usr/share/i18n /usr/lib/*/gconv /usr/share/zoneinfo/right /usr/share/zoneinfo/posix
rm -rf /usr/share/bash-completion /usr/share/info /usr/share/lintian /usr/share/common-licenses /usr/include
`;

/**
 * Makes sure that the engine has the image of a server: it is there, or pulled, else its stand-in is there or made here.
 * @throws ToolchainError when making it fails or is interrupted
 */
export async function ensureServerImage(wanted: string, docker: string, context: PartContext, report: (line: string) => void, release: DebianRelease = thisRelease): Promise<BaseImage> {
  return ensureImage(wanted, standInFor(wanted, docker, report), docker, context, report, release);
}

/** The image of a server if the engine has it already: the wanted one, else its stand-in. */
export async function findServerImage(wanted: string, docker: string, context: PartContext, release: DebianRelease = thisRelease): Promise<string | undefined> {
  return findImage(wanted, standInFor(wanted, docker, () => undefined), docker, context, release);
}

function standInFor(wanted: string, docker: string, report: (line: string) => void): StandIn | undefined {
  const recipe = serverRecipeFor(wanted);
  if (recipe === undefined) return undefined;
  const { program } = recipe;
  return {
    imageOn: (codename) => nameOf(recipe, codename),
    ...(program === undefined ? {} : { refusal: async (context) => refusalOf(program, context) }),
    make: async (image, codename, folder, context) => make(image, codename, recipe, { docker, folder, context, report }),
  };
}

/** A program's sources stand for it: the name is known before it is built. */
function nameOf({ name, packages, scripts, program, tailoring, title, contract }: ServerImageRecipe, codename: string): string {
  const built = program === undefined ? [] : moduleTexts(program.module);
  const texts = [name, codename, MAKING, SLIMMING, title, JSON.stringify([packages, scripts, contract]), tailoring, ...built];
  return `${name}:${codename}-${keyOf(texts).slice(0, 12)}`;
}

async function refusalOf({ part, executable }: ServerProgram, context: PartContext): Promise<string | undefined> {
  const offer = await part.offer(context);
  return offer.source === "none" ? `${executable} cannot be had: ${offer.why}` : undefined;
}

interface Making {
  readonly docker: string;
  readonly folder: string;
  readonly context: PartContext;
  readonly report: (line: string) => void;
}

async function make(image: string, codename: string, recipe: ServerImageRecipe, { docker, folder, context, report }: Making): Promise<void> {
  const { packages, scripts, program, tailoring, title, standsInFor, contract } = recipe;
  const executables = program === undefined ? {} : { [program.executable]: await obtained(program, context, report) };
  const contents = {
    codename,
    packages,
    npm: [],
    // It fetches nothing.
    authorities: [],
    tailor: async (root: string, inside: (script: string) => Promise<void>): Promise<void> => {
      mkdirSync(join(root, PROGRAMS), { recursive: true });
      for (const [name, path] of Object.entries(executables)) put(join(root, PROGRAMS, name), (target) => copyFileSync(path, target));
      for (const [name, text] of Object.entries(scripts)) put(join(root, PROGRAMS, name), (target) => writeFileSync(target, text));
      await inside(`${tailoring}${SLIMMING}`);
    },
    contract: [`LABEL org.opencontainers.image.title=${JSON.stringify(title)}`, `LABEL dev.moorage.stands-in-for=${standsInFor}`, ...contract],
  };
  await makeBase(image, contents, docker, folder, context, report);
}

function put(target: string, write: (target: string) => void): void {
  write(target);
  chmodSync(target, EXECUTABLE);
}

async function obtained({ part, executable }: ServerProgram, context: PartContext, report: (line: string) => void): Promise<string> {
  const offer = await part.offer(context);
  const path = offer.source === "none" ? undefined : (await offer.obtain(report)).executables[executable];
  if (path === undefined) throw new ToolchainError("BUILD_FAILED", `${executable} cannot be had${offer.source === "none" ? `: ${offer.why}` : ""}`);
  return path;
}
