import { imageNameProblem } from "@moorage/core";
import type { EnvironmentRules, ImageReference, Problem } from "@moorage/core";

/**
 * An image that is made elsewhere: a registry is asked for it when a node does not have it.
 * @example
 * ```ts no-run
 * import { thirdPartyImage } from "@moorage/image";
 *
 * const proxy = thirdPartyImage("envoyproxy/envoy:v1.35.0");
 * ```
 */
export function thirdPartyImage(reference: string): ImageReference {
  return { reference, pullPolicy: "IfNotPresent" };
}

/**
 * What keeps a name from saying exactly which image is meant.
 * @param path Where it stands, such as `Service web: image`.
 * @param rules What is insisted on. @default nothing but an exact tag
 * @example
 * ```ts no-run
 * import { thirdPartyImageProblems } from "@moorage/image";
 *
 * const found = thirdPartyImageProblems("Service proxy: image", "envoyproxy/envoy:latest");
 * ```
 */
export function thirdPartyImageProblems(path: string, reference: string, rules?: Pick<EnvironmentRules, "digestsRequired">): readonly Problem[] {
  const problem = imageNameProblem(reference, rules ?? {});
  return problem === undefined ? [] : [{ path, ...problem }];
}
