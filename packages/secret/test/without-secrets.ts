import { unwrapSecrets } from "@moorage/testing";

/** A recorded input as anyone may see it: of what is marked as a secret, nothing is left. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  if (isMarked(value)) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)]));
}

/** A marked value is an object of which unwrapping leaves something else. */
function isMarked(value: object): boolean {
  const unwrapped = unwrapSecrets(value);
  return Object.keys(value).length > 1 && (typeof unwrapped !== "object" || unwrapped === null || Object.keys(value).some((key) => !(key in unwrapped)));
}
