/** Key under which the engine marks special values. @see pulumi's wire format */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** The mark of a secret. */
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A recorded input with every secret in it replaced by the value that it hides, however deep. */
export function unwrapSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapSecrets);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const marked = Object.fromEntries(entries);
  if (marked[SIGNATURE] === SECRET) return unwrapSecrets(marked["value"]);
  return Object.fromEntries(entries.map(([key, inner]) => [key, unwrapSecrets(inner)]));
}
