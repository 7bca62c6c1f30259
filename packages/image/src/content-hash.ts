import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { contextFiles } from "./context-files.ts";

const TAG_LENGTH = 16;

/** All that a build depends on. */
export interface BuildInputs {
  /** Absolute path of the build context. */
  readonly context: string;
  /** Absolute path of the Dockerfile. */
  readonly dockerfile: string;
  readonly buildArgs: Readonly<Record<string, string>>;
}

/**
 * A hash over everything that can change a build's result and nothing else: no times, owners or absolute paths.
 * @returns 16 hexadecimal digits, fit for a tag
 */
export function contentHash({ context, dockerfile, buildArgs }: BuildInputs): string {
  const hash = createHash("sha256");
  // Lengths before contents: without them two different sets of files could run into the same bytes.
  const add = (kind: string, name: string, content: Buffer): void => {
    hash.update(`${kind} ${Buffer.byteLength(name)} ${name} ${content.length}\n`).update(content);
  };
  add("dockerfile", "", readFileSync(dockerfile));
  for (const [name, value] of Object.entries(buildArgs).sort(([a], [b]) => (a < b ? -1 : 1))) add("argument", name, Buffer.from(value));
  for (const { path, executable, content } of contextFiles(context)) {
    if (Buffer.isBuffer(content)) add(executable ? "executable" : "file", path, content);
    else add("link", path, Buffer.from(content.linkTo));
  }
  return hash.digest("hex").slice(0, TAG_LENGTH);
}
