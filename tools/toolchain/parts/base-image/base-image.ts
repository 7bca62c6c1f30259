import { execa } from "execa";
import { keyOf } from "../../src/cache.ts";
import { debianCodename, debianRefusal } from "../../src/debian.ts";
import type { PartContext } from "../../src/part.ts";
import { makeBase } from "./make-base.ts";

/** What a base image made from Debian packages holds. */
export interface BaseImageRecipe {
  /** Repository name, without a host. */
  readonly name: string;
  /** Debian packages on top of the smallest system. */
  readonly packages: readonly string[];
}

/** The image to build upon, and how it was come by. */
export type BaseImage =
  | { readonly image: string; readonly origin: "local" | "pulled" | "made" }
  | { readonly image: undefined; readonly why: string };

/** Python 3 with what a FastAPI service over PostgreSQL imports. */
export const pythonBase: BaseImageRecipe = {
  name: "moorage/python-base",
  packages: ["ca-certificates", "python3", "python3-fastapi", "python3-psycopg", "python3-psycopg-pool", "python3-uvicorn"],
};

const PULL_TIMEOUT_MS = 300_000;

/**
 * Makes sure of a base image: the one that is wanted if the engine has it or can pull it, else one made here
 * after a recipe, named by the recipe's content.
 */
export async function ensureBaseImage(wanted: string, recipe: BaseImageRecipe, docker: string, context: PartContext, report: (line: string) => void): Promise<BaseImage> {
  const found = await findBaseImage(wanted, recipe, docker, context);
  if (found !== undefined) return { image: found, origin: "local" };
  if (!context.offline) {
    report(`pulling ${wanted}`);
    const { exitCode } = await execa(docker, ["pull", "--quiet", wanted], { ...quietly(context), timeout: PULL_TIMEOUT_MS });
    if (exitCode === 0) return { image: wanted, origin: "pulled" };
  }
  const why = debianRefusal(context);
  if (why !== undefined) return { image: undefined, why: `${wanted} cannot be pulled, and ${why}, so that none can be made` };
  const made = standIn(recipe);
  await makeBase(made, { codename: codename(), packages: recipe.packages }, docker, context, report);
  return { image: made, origin: "made" };
}

/** The image to build upon if the engine has it already: the wanted one, else its stand-in; a pull later would only change every tag. */
export async function findBaseImage(wanted: string, recipe: BaseImageRecipe, docker: string, context: PartContext): Promise<string | undefined> {
  for (const image of [wanted, standIn(recipe)]) if (await present(docker, image, context)) return image;
  return undefined;
}

function codename(): string {
  return debianCodename() ?? "stable";
}

function standIn({ name, packages }: BaseImageRecipe): string {
  return `${name}:${codename()}-${keyOf([name, codename(), ...packages]).slice(0, 12)}`;
}

async function present(docker: string, image: string, context: PartContext): Promise<boolean> {
  const { exitCode } = await execa(docker, ["image", "inspect", "--format", "{{.Id}}", image], quietly(context));
  return exitCode === 0;
}

function quietly({ env, signal }: PartContext) {
  return { env, cancelSignal: signal, reject: false, stdin: "ignore" } as const;
}
