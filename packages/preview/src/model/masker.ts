import { namedLikeSecret } from "@moorage/core";
import { encodingsOf } from "./encodings.ts";
import { asObject } from "./json.ts";

/** Replaces every secret in a text. */
export type Mask = (text: string) => string;

const MASKED = "[secret]";
/** A password in a URL; what stands before and after it stays. */
const IN_URL = /([a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:)([^\s/@"']+)(@)/gi;
const PRIVATE_KEY = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g;

/** `PASSWORD=…`, `--token=…`, `?api_key=…`: a name that says what comes after it. */
const ASSIGNED = /([A-Za-z][\w.-]*)=("[^"]*"|'[^']*'|[^\s"',;&]+)/g;
const LOGIN = /(authorization["']?\s*[:=]\s*["']?(?:basic|bearer|token)\s+)[^\s"',]+/gi;
const JSON_WEB_TOKEN = /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/g;

/**
 * A mask for these secrets in every form that they may turn up in, and for what is plainly a secret whoever says so: the password
 * in a URL, a private key, what is assigned to a name like `PASSWORD`.
 */
export function maskFor(secrets: readonly string[]): Mask {
  const forms = [...new Set(secrets.flatMap(encodingsOf))].sort((a, b) => b.length - a.length);
  // What is masked already is matched first, and stays: masking twice is masking once.
  const known = forms.length === 0 ? undefined : new RegExp([MASKED, ...forms].map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|"), "g");
  return (text) => {
    const plain = known === undefined ? text : text.replaceAll(known, MASKED);
    return plain
      .replaceAll(PRIVATE_KEY, MASKED)
      .replaceAll(IN_URL, `$1${MASKED}$3`)
      .replaceAll(LOGIN, `$1${MASKED}`)
      .replaceAll(JSON_WEB_TOKEN, MASKED)
      .replaceAll(ASSIGNED, (whole, name: string) => (namedLikeSecret(name) ? `${name}=${MASKED}` : whole));
  };
}

/** The same value with every text in it masked, names of properties too. */
export function maskedDeep(value: unknown, mask: Mask): unknown {
  if (typeof value === "string") return mask(value);
  if (typeof value === "number" || typeof value === "bigint") return mask(String(value)) === String(value) ? value : MASKED;
  if (Array.isArray(value)) return value.map((inner) => maskedDeep(inner, mask));
  const object = asObject(value);
  return object === undefined ? value : Object.fromEntries(Object.entries(object).map(([key, inner]) => [mask(key), maskedDeep(inner, mask)]));
}
