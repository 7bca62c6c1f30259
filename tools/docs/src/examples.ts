import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { codeBlocks, exampleBlocks } from "./code-blocks.ts";
import type { CodeBlock } from "./code-blocks.ts";

/** A piece of code that readers are told to try, and every place that tells them. */
export interface Example {
  readonly code: string;
  /** Whether it is run as well as compiled. */
  readonly run: boolean;
  /** Where it is; the same code is often in a doc comment and on the page that is made of it. Never empty. */
  readonly places: readonly [CodeBlock, ...CodeBlock[]];
}

/** Every example of a repository: in doc comments, in the README of each package, on the pages in docs/components. */
export function findExamples(root: string): readonly Example[] {
  const packages = readdirSync(join(root, "packages")).sort().map((folder) => join("packages", folder));
  const sources = packages.flatMap((folder) => filesIn(root, join(folder, "src"), ".ts"));
  const prose = [...packages.map((folder) => join(folder, "README.md")), ...filesIn(root, join("docs", "components"), ".md")];
  const blocks = [
    ...sources.flatMap((file) => exampleBlocks(file, readFileSync(join(root, file), "utf8"))),
    ...prose.filter((file) => existsSync(join(root, file))).flatMap((file) => codeBlocks(file, readFileSync(join(root, file), "utf8"))),
  ];
  return merged(blocks);
}

/** What a problem report names an example by. */
export function placeOf({ file, line }: CodeBlock): string {
  return `${file.split(sep).join("/")}:${line}`;
}

function merged(blocks: readonly CodeBlock[]): readonly Example[] {
  const examples = new Map<string, Example>();
  for (const block of blocks) {
    const key = block.code.trim();
    const known = examples.get(key);
    if (known === undefined) examples.set(key, { code: block.code, run: block.run, places: [block] });
    else examples.set(key, { ...known, run: known.run && block.run, places: [...known.places, block] });
  }
  return [...examples.values()];
}

function filesIn(root: string, folder: string, extension: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(extension)).sort().map((name) => join(folder, name));
}
