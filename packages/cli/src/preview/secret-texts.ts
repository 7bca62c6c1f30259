import { namedLikeSecret } from "@moorage/core";
import { asObject, jsonIn } from "@moorage/preview/engine";

/** Names of what is a secret in a kubeconfig and in a registry's login, beside those that are named as secrets are. */
const SECRET_KEYS = new Set(["auth", "client-key-data", "id-token", "refresh-token", "identitytoken"]);
const LOGIN = /[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:([^\s/@"']+)@/gi;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** What everybody would guess hides nothing, and would tear holes into everything. */
const ANYTHING = /^(|.|true|false|null)$/su;

/** The texts in which a secret may turn up: each text in it, and what in turn is in those. */
export function secretTexts(secret: unknown): readonly string[] {
  const found = leaves(secret).flatMap((text) => [text, ...inside(text)]);
  return [...new Set(found)].filter((text) => !ANYTHING.test(text));
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(leaves);
  return Object.values(asObject(value) ?? {}).flatMap(leaves);
}

function inside(text: string): readonly string[] {
  const plain = decoded(text);
  return [...loginsIn(text), ...keyed(jsonIn(text)), ...(plain === undefined ? [] : [plain, ...inside(plain)])];
}

/** Passwords of the addresses in a text, as they are written and as they are meant. */
export function loginsIn(text: string): readonly string[] {
  return [...text.matchAll(LOGIN)].flatMap(([, password = ""]) => [password, percentDecoded(password)]);
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Of a document, what its names call a secret: its other parts are known to everybody. */
function keyed(document: unknown): readonly string[] {
  if (Array.isArray(document)) return document.flatMap(keyed);
  return Object.entries(asObject(document) ?? {}).flatMap(([key, value]) => {
    if (typeof value !== "string" || !(namedLikeSecret(key) || SECRET_KEYS.has(key))) return keyed(value);
    const plain = decoded(value);
    // A registry's login is `user:password` in base64.
    return plain === undefined ? [value] : [value, plain, plain.slice(plain.indexOf(":") + 1)];
  });
}

/** What is in base64, if that is what it is and what comes out is text. */
function decoded(text: string): string | undefined {
  if (text.length < 4 || !BASE64.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64");
  const plain = bytes.toString("utf8");
  return Buffer.from(plain, "utf8").equals(bytes) && !/[^\P{Cc}\s]/u.test(plain) ? plain : undefined;
}
