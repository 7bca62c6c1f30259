import { X509Certificate, createPrivateKey } from "node:crypto";
import type { Problem } from "@moorage/core";
import { textProblem } from "./value-problems.ts";

type Found = Omit<Problem, "path"> | undefined;

const HIDDEN = "a value, not shown here";
const CERTIFICATE = "PEM that begins with -----BEGIN CERTIFICATE-----";
const KEY = "PEM that begins with -----BEGIN PRIVATE KEY-----";

/** What keeps a text from being certificates as PEM; shows nothing of it. */
export function certificateProblem(text: unknown): Found {
  if (typeof text !== "string") return textProblem(text);
  const kinds = blocks(text);
  if (kinds.length === 0) return { problem: "is no PEM", got: HIDDEN, expected: CERTIFICATE };
  if (kinds.some((kind) => kind.endsWith("PRIVATE KEY"))) return { problem: "has a private key in it, and a certificate is for all to see", got: HIDDEN, expected: CERTIFICATE };
  if (kinds[0] !== "CERTIFICATE") return { problem: "is PEM of something else", got: HIDDEN, expected: CERTIFICATE };
  return parsed(() => new X509Certificate(text)) === undefined ? { problem: "is no certificate, though it looks like one", got: HIDDEN, expected: CERTIFICATE } : undefined;
}

/** What keeps a text from being a private key as PEM; shows nothing of it. */
export function privateKeyProblem(text: unknown): Found {
  if (typeof text !== "string") return textProblem(text);
  const kinds = blocks(text);
  if (kinds.length === 0) return { problem: "is no PEM", got: HIDDEN, expected: KEY };
  if (isEncrypted(text, kinds)) return { problem: "is encrypted with a passphrase, which no server in the cluster knows", got: HIDDEN, expected: KEY, fix: "openssl pkey -in <encrypted key> -out <key>" };
  if (!kinds.some((kind) => kind.endsWith("PRIVATE KEY"))) return { problem: "is PEM of something else", got: HIDDEN, expected: KEY };
  return parsed(() => createPrivateKey(text)) === undefined ? { problem: "is no private key, though it looks like one", got: HIDDEN, expected: KEY } : undefined;
}

/** What keeps a certificate and a key, both good by themselves, from belonging together. */
export function pairProblem(certificate: string, key: string): Found {
  const first = parsed(() => new X509Certificate(certificate));
  const its = parsed(() => createPrivateKey(key));
  if (first === undefined || its === undefined || first.checkPrivateKey(its)) return undefined;
  return { problem: "is not the key of the first certificate", got: HIDDEN, expected: "the key that the certificate was made for" };
}

/** Kinds of the blocks in a text, such as `CERTIFICATE`. */
function blocks(text: string): readonly string[] {
  return [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----\r?\n[\s\S]+?\r?\n-----END \1-----/g)].map(([, kind = ""]) => kind);
}

function isEncrypted(text: string, kinds: readonly string[]): boolean {
  return kinds.includes("ENCRYPTED PRIVATE KEY") || /^Proc-Type: 4,ENCRYPTED/m.test(text);
}

/** What a parser makes of a text; its error is left out, since it may repeat the text. */
function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
