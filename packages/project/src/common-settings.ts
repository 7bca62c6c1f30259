import { z } from "zod";
import type { IngressDescription } from "@moorage/app";
import { optionalSecret, optionalSetting, setting } from "@moorage/config";
import type { Setting, Values } from "@moorage/config";
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
  /** Certificate of the host, as PEM, and its key: what else there is for TLS does not count then. */
  certificate: optionalSetting(z.string().min(1, "a certificate"), { example: '"$(cat certificate.pem)"' }),
  certificateKey: optionalSecret(),
});

/** The certificate that was set; nothing when none was. */
export function certificateOf({ certificate, certificateKey: key }: Pick<Values<typeof commonSettings>, "certificate" | "certificateKey">): NonNullable<IngressDescription["tls"]> | undefined {
  if (certificate === undefined && key === undefined) return undefined;
  return { ...(certificate === undefined ? {} : { certificate }), ...(key === undefined ? {} : { key }) };
}
