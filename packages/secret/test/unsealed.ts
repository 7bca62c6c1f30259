import { constants, createDecipheriv, privateDecrypt } from "node:crypto";
import type { KeyObject } from "node:crypto";

const TAG_BYTES = 16;

/**
 * What the sealed-secrets controller does: two bytes of length, the session key under RSA-OAEP with SHA-256, the value under AES-256-GCM with a
 * nonce of zeros. Written against node's own OAEP, not against ours.
 */
export function unsealed(text: string, privateKey: KeyObject, label: string): string {
  const bytes = Buffer.from(text, "base64");
  const wrapped = bytes.readUInt16BE(0);
  const session = privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256", oaepLabel: Buffer.from(label) }, bytes.subarray(2, 2 + wrapped));
  const body = bytes.subarray(2 + wrapped);
  const decipher = createDecipheriv("aes-256-gcm", session, Buffer.alloc(12));
  decipher.setAuthTag(body.subarray(body.length - TAG_BYTES));
  return Buffer.concat([decipher.update(body.subarray(0, body.length - TAG_BYTES)), decipher.final()]).toString("utf8");
}
