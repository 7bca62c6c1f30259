import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { LineCounter, parseDocument } from "yaml";

/**
 * What keeps a file from being read as YAML, a line each with the place: the engine names at best a line, and takes
 * the last of two equal keys without a word. Nothing for a file that is not there.
 */
export function yamlProblems(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  const lineCounter = new LineCounter();
  const { errors } = parseDocument(readFileSync(path, "utf8"), { lineCounter, prettyErrors: false, uniqueKeys: true });
  return errors.map(({ message, pos: [start] }) => {
    const { line, col } = lineCounter.linePos(start);
    return `${basename(path)}:${line}:${col}: ${message}`;
  });
}

/** What keeps the files of a project and of one of its stacks from being read. */
export function projectFileProblems(root: string, stack: string | undefined): readonly string[] {
  const files = ["Pulumi.yaml", ...(stack === undefined ? [] : [`Pulumi.${stack}.yaml`])];
  return files.flatMap((file) => yamlProblems(join(root, file)));
}
