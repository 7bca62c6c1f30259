import { Problems } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { TlsSecret, tlsSecretProblems } from "@moorage/secret";
import type { TlsDescription } from "./application-args.ts";
import type { Surroundings } from "./program.ts";

/** Everything that is wrong with a certificate that the description itself holds. */
export function certificateProblems(name: string, { certificate, key, issuer, secretName = secretOf(name) }: TlsDescription): readonly Problem[] {
  if (certificate === undefined && key === undefined) return [];
  const problems = new Problems(`Application ${name}`);
  if (issuer !== undefined) problems.add({ path: "ingress.tls.issuer", problem: "is given beside a certificate", got: issuer, expected: "one of them" });
  if (certificate === undefined) problems.add({ path: "ingress.tls.certificate", problem: "is not given, and its key is", expected: "both or neither" });
  if (key === undefined) problems.add({ path: "ingress.tls.key", problem: "is not given, and its certificate is", expected: "both or neither" });
  if (certificate !== undefined && key !== undefined) problems.include(tlsSecretProblems(name, { certificate, key, secretName }));
  return problems.found;
}

/** The Secret of a certificate that the description itself holds. */
export function deployCertificate(name: string, { certificate, key, secretName = secretOf(name) }: TlsDescription, { platform, namespace, partOf, child }: Surroundings): TlsSecret | undefined {
  if (certificate === undefined || key === undefined) return undefined;
  return new TlsSecret(name, { namespace, partOf, certificate, key, secretName, checked: platform.placeholders !== true }, child());
}

/** The name that an Ingress takes when it is told none. */
function secretOf(name: string): string {
  return `${name}-tls`;
}
