import * as pulumi from "@pulumi/pulumi";

const { specialSecretSig: SECRET, specialSigKey: SIGNATURE } = pulumi.runtime;

/** A recorded input with every secret in it replaced by the value that it hides, however deep. */
export function unwrapSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapSecrets);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const marked = Object.fromEntries(entries);
  if (marked[SIGNATURE] === SECRET) return unwrapSecrets(marked["value"]);
  return Object.fromEntries(entries.map(([key, inner]) => [key, unwrapSecrets(inner)]));
}
