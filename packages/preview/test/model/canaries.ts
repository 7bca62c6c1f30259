/** Secrets of every form that made trouble somewhere: what each is, and the secret. */
export const CANARIES: Readonly<Record<string, string>> = {
  "two characters": "q7",
  "a word": "zebrafinch",
  "a long one": "c0rr3ct-h0rs3-b4tt3ry-st4pl3-0123456789-abcdefghijklmnop",
  "digits alone": "90817263544",
  "double quotes": 'say "zq9" twice',
  "single quotes": "it's zq8 o'clock",
  backslashes: String.raw`C:\zq7\new\table`,
  "several lines": "first line zq1\nsecond line zq2\nthird line zq3",
  "lines of Windows": "first zq4 line\r\nsecond zq5 line",
  "a newline at its end": "zq6-with-newline\n",
  blanks: "  zq0 between blanks  ",
  umlauts: "Zörnígel-pässwörd",
  Japanese: "秘密の言葉zq",
  emoji: "🦔zq-hedgehog🔑",
  "regular expression": "zq.*+?^${}()|[]\\/",
  HTML: '<b onclick="zq">&amp;zq</b>',
  "characters of URLs": "zq/+ =&?#%20:@!",
  "in a URL": "postgres://board:zqP%40ss-w0rd@db.example.com:5432/board?sslmode=require",
  "private key": "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDzq1\nZqH7sJ3kq0Vx1Yb2NcD9fLmP8oWtR5uEaG6iKzQhXvBnMwSyTjUd4\n-----END PRIVATE KEY-----\n",
  JSON: '{"auths":{"registry.example.com":{"username":"board","password":"zqRegistry","auth":"Ym9hcmQ6enFSZWdpc3RyeQ=="}}}',
};

/** The forms that are never to be seen: as it is, in base64, base64url, JSON and a URL. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, "utf8");
  return [secret, bytes.toString("base64"), bytes.toString("base64url"), JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
}

/** Every text in it, names of properties too. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsOf(inner)]);
}
