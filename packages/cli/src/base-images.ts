import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { baseImages } from "@moorage/machine";
import { baseRecipes } from "@moorage/toolchain";
import type { BaseImageRecipe } from "@moorage/toolchain";

/** What a stand-in of each known base image is made by. */
export const recipeOf: Readonly<Record<string, BaseImageRecipe>> = Object.freeze(Object.fromEntries((Object.keys(baseRecipes) as readonly (keyof typeof baseRecipes)[]).map((kind) => [baseImages[kind], baseRecipes[kind]])));

const PASSED_OVER: readonly string[] = ["node_modules", ".git", ".moorage", "dist", "examples", "test"];

/** The known base images that Dockerfiles of projects name, in the order in which they are known. A folder of examples holds projects of their own. */
export function baseImagesIn(folders: readonly string[]): readonly string[] {
  const texts = folders.flatMap(dockerfiles).map((path) => readFileSync(path, "utf8"));
  return Object.keys(recipeOf).filter((image) => texts.some((text) => text.includes(image)));
}

function dockerfiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return PASSED_OVER.includes(entry.name) ? [] : dockerfiles(path);
    return /^Dockerfile(?:\.|$)/.test(entry.name) && !entry.name.endsWith(".dockerignore") ? [path] : [];
  });
}
