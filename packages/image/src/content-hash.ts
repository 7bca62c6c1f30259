import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ContainerImageSettings } from "./container-image-args.ts";
import { contextFiles } from "./context-files.ts";

const TAG_LENGTH = 16;

/** All that a build's result depends on. */
export type BuildInputs = Pick<ContainerImageSettings, "context" | "dockerfile" | "target" | "platform" | "buildArgs" | "buildSecrets">;

/**
 * A hash over everything that can change a build's result and nothing else: no times, owners or absolute paths, and of
 * secrets their ids alone.
 * @returns 16 hexadecimal digits, fit for a tag
 * @example
 * ```ts no-run
 * import { contentHash } from "@moorage/image";
 *
 * const tag = contentHash({ context: "apps/web", buildArgs: { BASE_IMAGE: "python:3.13.7-slim-bookworm" } });
 * ```
 */
export function contentHash({ context, dockerfile = "Dockerfile", target, platform, buildArgs = {}, buildSecrets = {} }: BuildInputs): string {
  const hash = createHash("sha256");
  // Lengths before contents: without them two different sets of files could run into the same bytes.
  const add = (kind: string, name: string, content: Buffer): void => {
    hash.update(`${kind} ${Buffer.byteLength(name)} ${name} ${content.length}\n`).update(content);
  };
  const folder = resolve(context);
  add("dockerfile", "", readFileSync(resolve(folder, dockerfile)));
  if (target !== undefined) add("target", target, Buffer.alloc(0));
  if (platform !== undefined) add("platform", platform, Buffer.alloc(0));
  for (const [name, value] of Object.entries(buildArgs).sort(byName)) add("argument", name, Buffer.from(value));
  for (const id of Object.keys(buildSecrets).sort()) add("secret", id, Buffer.alloc(0));
  for (const { path, executable, content } of contextFiles(folder, dockerfile)) {
    if (Buffer.isBuffer(content)) add(executable ? "executable" : "file", path, content);
    else add("link", path, Buffer.from(content.linkTo));
  }
  return hash.digest("hex").slice(0, TAG_LENGTH);
}

/** By code points, on every machine alike. */
function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
