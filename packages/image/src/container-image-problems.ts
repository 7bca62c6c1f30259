import { statSync } from "node:fs";
import type { Stats } from "node:fs";
import { resolve } from "node:path";
import { Problems, namedLikeSecret } from "@moorage/core";
import type { ImageDelivery, Problem } from "@moorage/core";
import type { BuildSecret, ContainerImageSettings } from "./container-image-args.ts";
import { dockerIgnoreOf } from "./context-files.ts";
import { registryProblems } from "./registry.ts";

const PLATFORMS: readonly unknown[] = ["linux/amd64", "linux/arm64"];
const REPOSITORY = /^[a-z0-9]+(?:(?:[._]|__|-+|\/)[a-z0-9]+)*$/;
/** A tag of 128 characters less a dash and the hash. */
const VERSION = /^\w[\w.-]{0,110}$/;
/** Engines take secrets as comma-separated text. */
const SECRET_ID = /^[\w.-]+$/;

/**
 * Everything that keeps an image from being built and delivered, found without building.
 * @example
 * ```ts no-run
 * import { containerImageProblems } from "@moorage/image";
 *
 * const found = containerImageProblems("web", { context: "apps/web" }, delivery);
 * ```
 */
export function containerImageProblems(name: string, settings: ContainerImageSettings, delivery: ImageDelivery): readonly Problem[] {
  const problems = new Problems(`ContainerImage ${name}`);
  contextProblems(problems, settings);
  for (const argument of Object.keys(settings.buildArgs ?? {})) {
    if (namedLikeSecret(argument)) {
      problems.add({ path: `buildArgs.${argument}`, problem: "is named like a secret, and build arguments stay in the image", expected: "a secret that a step mounts", fix: `move ${argument} to buildSecrets, and RUN --mount=type=secret,id=${argument}` });
    }
  }
  for (const [id, secret] of Object.entries(settings.buildSecrets ?? {})) {
    if (!SECRET_ID.test(id)) problems.add({ path: `buildSecrets.${id}`, problem: "has a malformed id", expected: "letters, digits, _, . and -" });
    // Where nothing is built, as when a program is only looked at, nobody needs them.
    if (delivery.builds === true) sourceProblem(problems, `buildSecrets.${id}`, secret);
  }
  nameProblems(problems, settings.repository ?? name, settings);
  problems.include(deliveryProblems(`ContainerImage ${name}: delivery`, delivery));
  return problems.found;
}

function contextProblems(problems: Problems, settings: ContainerImageSettings): void {
  const context = resolve(settings.context);
  const dockerfile = resolve(context, settings.dockerfile ?? "Dockerfile");
  const folder = statOf(context);
  if (folder?.isDirectory() !== true) {
    problems.add({ path: "context", problem: folder === undefined ? "is not there" : "is no folder", got: context, expected: "a folder with a Dockerfile" });
    return;
  }
  const file = statOf(dockerfile);
  if (file?.isFile() !== true) problems.add({ path: "dockerfile", problem: file === undefined ? "is not there" : "is no file", got: dockerfile, expected: "a Dockerfile" });
  for (const line of dockerIgnoreOf(context, dockerfile).malformed) problems.add({ path: "context", problem: `has a malformed line in its .dockerignore`, got: JSON.stringify(line), expected: "a pattern that the engine takes" });
}

function sourceProblem(problems: Problems, path: string, secret: BuildSecret): void {
  if ("env" in secret) {
    const value = process.env[secret.env];
    if (value === undefined || value === "") problems.add({ path, problem: `comes from the variable ${secret.env}, which is ${value === undefined ? "not set" : "empty"}`, fix: `export ${secret.env}=…` });
    return;
  }
  const file = resolve(secret.file);
  const found = statOf(file);
  if (found === undefined || found.isDirectory()) problems.add({ path, problem: found === undefined ? "comes from a file that is not there" : "comes from a folder", got: file, expected: "a file" });
  else if (file.includes(",")) problems.add({ path, problem: "comes from a file with a comma in its path, which the engine does not take", got: file });
}

function nameProblems(problems: Problems, repository: string, { version, platform }: ContainerImageSettings): void {
  if (!REPOSITORY.test(repository)) problems.add({ path: "repository", problem: "is no repository name", got: JSON.stringify(repository), expected: "lower-case letters and digits, with ., _, - or / between them" });
  if (version === "latest") problems.add({ path: "version", problem: "is latest, which is another image every day", got: JSON.stringify(version), expected: "a version, such as 1.4.2" });
  else if (version !== undefined && !VERSION.test(version)) problems.add({ path: "version", problem: "is no part of a tag", got: JSON.stringify(version), expected: "at most 111 letters, digits, _, . and -, such as 1.4.2" });
  if (platform !== undefined && !PLATFORMS.includes(platform)) problems.add({ path: "platform", problem: "is no platform", got: JSON.stringify(platform), expected: `one of ${PLATFORMS.join(", ")}` });
}

/** `Never` asks no registry, so what was pushed there would not be found. The types say so too; plain JavaScript does not. */
function deliveryProblems(path: string, delivery: ImageDelivery): readonly Problem[] {
  if (delivery.by === "loading") return [];
  const policy: string = delivery.pullPolicy;
  const never = policy === "Never" ? [{ path: `${path}.pullPolicy`, problem: "is Never for an image that only a registry has", got: "Never", expected: "IfNotPresent" }] : [];
  return [...never, ...registryProblems(delivery.registry, `${path}.registry`)];
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}
