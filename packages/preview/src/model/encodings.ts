/** Shortest secret that is also looked for in the middle of longer encoded text: shorter ones leave too few characters that tell. */
const TELLING = 6;
/** Shortest line of a longer secret that is a secret by itself. */
const LINE = 8;
const FRAME = /^-----(BEGIN|END) [A-Z ]+-----$/;

/** Every text by which a secret may turn up: as it is, its lines, and each as base64, in JSON, in a URL and in HTML. */
export function encodingsOf(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  const telling = lines.length > 1 ? lines.filter((line) => line.length >= LINE && !FRAME.test(line)) : [];
  const trimmed = secret.trim();
  return [...new Set([secret, trimmed, trimmed.replaceAll(/\r?\n/g, "\n"), ...telling].flatMap(encoded))].filter((text) => text !== "");
}

function encoded(text: string): readonly string[] {
  const bytes = Buffer.from(text, "utf8");
  const base64 = [bytes.toString("base64"), ...(text.length < TELLING ? [] : shifted(bytes))];
  const url = encodedForUrl(text);
  const json = [JSON.stringify(text).slice(1, -1), escaped(text)];
  return [
    text,
    ...base64.flatMap((form) => [form, form.replace(/=+$/, "")]).flatMap((form) => [form, form.replaceAll("+", "-").replaceAll("/", "_"), encodedForUrl(form)]),
    // Go and some loggers escape these too; what is in JSON may be put into JSON again.
    ...json.flatMap((form) => [form, form.replaceAll("/", "\\/"), form.replaceAll("<", "\\u003c").replaceAll(">", "\\u003e").replaceAll("&", "\\u0026"), JSON.stringify(form).slice(1, -1)]),
    ...[url, url.replaceAll("%20", "+"), url.replaceAll(/[!'()*]/g, percent), Array.from(bytes, percentByte).join("")].flatMap((form) => [form, form.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]),
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;"),
  ];
}

/** As it looks within a longer text in base64, whose groups of three bytes begin elsewhere: without the characters that neighbours share. */
function shifted(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").replace(/=+$/, "");
    const after = (before + bytes.length) % 3;
    return text.slice(before === 0 ? 0 : before + 1, after === 0 ? undefined : -1);
  });
}

/** Half a character has no form in a URL: what stands for it in UTF-8 does. */
function encodedForUrl(text: string): string {
  return encodeURIComponent(Buffer.from(text, "utf8").toString("utf8"));
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function percent(character: string): string {
  return percentByte(character.charCodeAt(0));
}

function percentByte(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
