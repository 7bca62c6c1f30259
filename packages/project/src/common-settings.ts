import { z } from "zod";
import { optionalSetting, setting } from "@moorage/config";
import type { Setting } from "@moorage/config";
import { hostProblem } from "@moorage/core";

/** An Ingress would refuse it too, but only after much else was registered. */
function checkHost(name: string, context: z.RefinementCtx): void {
  const wrong = hostProblem(name);
  if (wrong !== undefined) context.addIssue({ code: "custom", message: wrong.expected ?? wrong.problem });
}

/**
 * The host by which a system is reached.
 * @example
 * ```ts no-run
 * import { host } from "@moorage/project";
 *
 * const settings = { host: host("shop.localhost") };
 * ```
 */
export function host(example: string): Setting<string> {
  return setting(z.string().superRefine(checkHost), { example });
}

/** What may be set in every environment of every project. */
export const commonSettings = Object.freeze({
  /** Which program runs, where the stack's name does not say it, as in `review-42`. */
  environment: optionalSetting(z.string(), { example: "dev" }),
});
