import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { ContainerImageSettings } from "./container-image-args.ts";
import { byBytes, contextFiles, linkTarget } from "./context-files.ts";
import { fileDigest } from "./file-digest.ts";

const TAG_LENGTH = 16;

/** All that a build's result depends on. */
export type BuildInputs = Pick<ContainerImageSettings, "context" | "dockerfile" | "target" | "platform" | "buildArgs" | "buildSecrets">;

/**
 * A hash over everything that can change a build's result and nothing else: no times, owners or absolute paths, and of
 * secrets their ids alone.
 * @returns 16 hexadecimal digits, fit for a tag
 * @throws Error when the context or its Dockerfile cannot be read
 * @example
 * ```ts no-run
 * import { contentHash } from "@moorage/image";
 *
 * const tag = contentHash({ context: "apps/web", buildArgs: { BASE_IMAGE: "python:3.13.7-slim-bookworm" } });
 * ```
 */
export function contentHash({ context, dockerfile = "Dockerfile", target, platform, buildArgs = {}, buildSecrets = {} }: BuildInputs): string {
  const hash = createHash("sha256");
  // JSON keeps parts apart: two different sets of inputs never run into the same text.
  const add = (...parts: readonly string[]): void => void hash.update(`${JSON.stringify(parts)}\n`);
  const folder = resolve(context);
  add("dockerfile", fileDigest(resolve(folder, dockerfile)));
  if (target !== undefined) add("target", target);
  if (platform !== undefined) add("platform", platform);
  for (const [name, value] of Object.entries(buildArgs).sort(([a], [b]) => byBytes(a, b))) add("argument", name, value);
  for (const id of Object.keys(buildSecrets).sort(byBytes)) add("secret", id);
  for (const file of contextFiles(folder, dockerfile)) add(file.kind, file.path, file.kind === "link" ? linkTarget(file) : fileDigest(file.absolute));
  return hash.digest("hex").slice(0, TAG_LENGTH);
}
