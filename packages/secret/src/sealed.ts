import { X509Certificate, constants, createCipheriv, createHmac, publicEncrypt } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { Problem } from "@moorage/core";
import { oaep } from "./oaep.ts";

const BITS_PER_BYTE = 8;
const LEAST_BITS = 2048;
const NONCE_BYTES = 12;
const LENGTH_BYTES = 2;

/** What a value is sealed with. */
export interface Seal {
  /** Public certificate of the controller, as PEM. */
  readonly certificate: string;
  /** Key of the value in the Secret. */
  readonly key: string;
  /** Namespace and name of the Secret, `shop/web`: it can be opened for no other. */
  readonly label: string;
  /** What the session key and the padding are derived from; whoever knows it and guesses the value right can tell. */
  readonly salt: string;
}

/** What keeps a text from being a certificate that values can be sealed with. */
export function sealingCertificateProblem(certificate: string): Omit<Problem, "path"> | undefined {
  const expected = "PEM with an RSA key, as `kubeseal --fetch-cert` prints it";
  try {
    const { asymmetricKeyType: type } = new X509Certificate(certificate).publicKey;
    const bits = modulusBits(new X509Certificate(certificate).publicKey);
    if (type !== "rsa") return { problem: "has no RSA key", got: `a key of the type ${type ?? "unknown"}`, expected };
    return bits < LEAST_BITS ? { problem: "has a key that is too short", got: `${bits} bits`, expected: `at least ${LEAST_BITS} bits` } : undefined;
  } catch {
    return { problem: "is no certificate", expected };
  }
}

/**
 * A value as the sealed-secrets controller opens it: a session key under RSA-OAEP with SHA-256 and the label, then the value under AES-256-GCM
 * with that key. Elsewhere session key and padding come by chance, and the same value is another text at every run, so every run would be a
 * change. Here they are derived from a salt that nobody else knows and from all that the value is sealed for: what differs in anything has
 * another session key, so the nonce of zeros, which the controller expects, is never used twice with one key.
 * @see https://github.com/bitnami-labs/sealed-secrets/blob/main/docs/developer/crypto.md
 */
export function sealed(value: string, { certificate, key, label, salt }: Seal): string {
  const { publicKey, fingerprint256 } = new X509Certificate(certificate);
  const derived = (use: string): Buffer => createHmac("sha256", salt).update(JSON.stringify([use, fingerprint256, label, key, value])).digest();
  const session = derived("session key");
  const padded = oaep(session, { label: Buffer.from(label), seed: derived("seed"), length: modulusBits(publicKey) / BITS_PER_BYTE });
  const wrapped = publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, padded);
  const cipher = createCipheriv("aes-256-gcm", session, Buffer.alloc(NONCE_BYTES));
  const body = [cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()];
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt16BE(wrapped.length);
  return Buffer.concat([length, wrapped, ...body]).toString("base64");
}

function modulusBits(key: KeyObject): number {
  return key.asymmetricKeyDetails?.modulusLength ?? 0;
}
