const ENCODED = /^(?:[A-Za-z0-9+/]{4}){3,}(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$/;
const PRINTABLE = /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}]+$/u;

/** What looks like a slip about a secret's value, as a sentence that shows nothing of it. */
export function suspicion(value: string): string | undefined {
  if (/\n$/.test(value) && value.trim().split("\n").length === 1) return "ends in a newline, which becomes part of the secret: echo adds one, printf does not";
  if (!ENCODED.test(value)) return undefined;
  const decoded = Buffer.from(value, "base64").toString("utf8");
  if (!PRINTABLE.test(decoded)) return undefined;
  return "looks like base64 of a text: values are encoded here, so it would be encoded twice";
}
