import type { PackageApi } from "./api.ts";
import { arranged } from "./arrangement.ts";
import { code, paragraphs } from "./markdown.ts";

/** The page that lists all the others, a line each. */
export function indexPage(apis: readonly PackageApi[]): string {
  const lines = apis.map((api) => {
    const classes = arranged(api).classes.map(({ entry }) => code(entry.name));
    return `- [${api.folder}](${api.folder}.md): ${api.description}${classes.length === 0 ? "" : ` ${classes.join(", ")}.`}`;
  });
  return `${paragraphs(
    "<!-- Made by `pnpm run docs` from the doc comments of the packages: change those, not this. -->",
    "# Components",
    "One page for each package: what it exports, with an example, every argument and its default, and what it throws. Examples are compiled and run by the tests.",
    lines.join("\n"),
  )}\n`;
}
