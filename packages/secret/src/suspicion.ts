const ENCODED = /^(?:[A-Za-z0-9+/]{4}){3,}(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$/;
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\t\r\n]+$/u;

/** What looks like a slip in a value, as a sentence that shows nothing of it. */
export function suspicion(value: string, { lines = false }: { readonly lines?: boolean } = {}): string | undefined {
  if (!lines && /^[^\n]*\n$/.test(value)) return "ends in a line break, which becomes part of the value: echo adds one, printf does not";
  if (isEncodedText(value)) return "looks like the base64 of a text: values are encoded here, so it would be encoded twice";
  return undefined;
}

/** Whether it is base64 as an encoder writes it, of a text that a person could read. Random letters and digits hardly ever are. */
function isEncodedText(value: string): boolean {
  // Hexadecimal digits are keys and hashes, and some of them are base64 of something, too.
  if (!ENCODED.test(value) || /^[0-9a-f]+$/i.test(value)) return false;
  const bytes = Buffer.from(value, "base64");
  const text = bytes.toString("utf8");
  return bytes.toString("base64") === value && Buffer.from(text, "utf8").equals(bytes) && PRINTABLE.test(text);
}
