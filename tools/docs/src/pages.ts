import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { indexPage } from "./index-page.ts";
import { Links } from "./links.ts";
import { packagePage } from "./package-page.ts";
import { readApi } from "./read-api.ts";
import type { PackageFolder } from "./read-api.ts";
import { exportsOf } from "./values.ts";

/** Pages by file name. */
export type Pages = ReadonlyMap<string, string>;

/** Makes the page of every package that exports something, and the list of them. */
export async function makePages(root: string, packages: readonly PackageFolder[]): Promise<Pages> {
  const apis = await readApi(root, packages);
  const pages = new Map<string, string>([["README.md", indexPage(apis)]]);
  for (const api of apis) {
    const path = packages.find(({ folder }) => folder === api.folder)?.path ?? "";
    const constants = api.entries.some(({ kind }) => kind === "constant");
    pages.set(`${api.folder}.md`, packagePage(api, { links: Links.from(api.folder, apis), values: constants ? await exportsOf(path) : {} }));
  }
  return pages;
}

/** Names of the pages in a folder that differ from what they should be, are not there, or should not be; in order. */
export function outdated(pages: Pages, folder: string): readonly string[] {
  const there = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".md")) : [];
  const names = [...new Set([...pages.keys(), ...there])].sort();
  return names.filter((name) => !there.includes(name) || readFileSync(join(folder, name), "utf8") !== pages.get(name));
}

/** Makes a folder hold these pages and no others. Returns the names of those that it had to change. */
export function writePages(pages: Pages, folder: string): readonly string[] {
  const changed = outdated(pages, folder);
  mkdirSync(folder, { recursive: true });
  for (const name of changed) {
    const text = pages.get(name);
    if (text === undefined) rmSync(join(folder, name));
    else writeFileSync(join(folder, name), text);
  }
  return changed;
}
