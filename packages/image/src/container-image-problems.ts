import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { Problems, imageNameProblem, namedLikeSecret } from "@moorage/core";
import type { ImageDelivery, Problem } from "@moorage/core";
import type { BuildSecret, ContainerImageSettings } from "./container-image-args.ts";
import { registryProblems } from "./registry.ts";

const PLATFORMS: readonly unknown[] = ["linux/amd64", "linux/arm64"];

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
      problems.add({ path: `buildArgs.${argument}`, problem: "is named like a secret, and build arguments stay in the image", got: "a value, not shown here", expected: "one of buildSecrets", fix: `move ${argument} to buildSecrets` });
    }
  }
  for (const [id, secret] of Object.entries(settings.buildSecrets ?? {})) secretProblem(problems, `buildSecrets.${id}`, secret);
  problems.check("repository", imageNameProblem(`${settings.repository ?? name}:1`));
  if (settings.version !== undefined) problems.check("version", imageNameProblem(`image:${settings.version}`));
  if (settings.platform !== undefined && !PLATFORMS.includes(settings.platform)) problems.add({ path: "platform", problem: "is no platform", got: JSON.stringify(settings.platform), expected: `one of ${PLATFORMS.join(", ")}` });
  problems.include(deliveryProblems(`ContainerImage ${name}: delivery`, delivery));
  return problems.found;
}

function contextProblems(problems: Problems, settings: ContainerImageSettings): void {
  const context = resolve(settings.context);
  const dockerfile = resolve(context, settings.dockerfile ?? "Dockerfile");
  if (!existsSync(context)) problems.add({ path: "context", problem: "is not there", got: context, expected: "a folder" });
  else if (!statSync(context).isDirectory()) problems.add({ path: "context", problem: "is no folder", got: context, expected: "a folder" });
  else if (!existsSync(dockerfile)) problems.add({ path: "dockerfile", problem: "is not there", got: dockerfile, expected: "a Dockerfile" });
}

function secretProblem(problems: Problems, path: string, secret: BuildSecret): void {
  if ("env" in secret) {
    if (process.env[secret.env] === undefined) problems.add({ path, problem: `comes from the variable ${secret.env}, which is not set`, fix: `export ${secret.env}=…` });
  } else if (!existsSync(resolve(secret.file))) problems.add({ path, problem: "comes from a file that is not there", got: resolve(secret.file) });
}

/** `Never` asks no registry, so what was pushed there would not be found. The types say so too; plain JavaScript does not. */
function deliveryProblems(path: string, delivery: ImageDelivery): readonly Problem[] {
  const policy: string = delivery.pullPolicy;
  if (delivery.by === "loading") return [];
  const never = policy === "Never" ? [{ path: `${path}.pullPolicy`, problem: "is Never for an image that only a registry has", got: "Never", expected: "IfNotPresent" }] : [];
  return [...never, ...registryProblems(`${path}.registry`, delivery.registry)];
}
