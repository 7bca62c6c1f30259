import { X509Certificate, constants, createCipheriv, createHash, createHmac, publicEncrypt } from "node:crypto";

const HASH_BYTES = 32;
const KEY_BITS_PER_BYTE = 8;

/** What a value is sealed with. */
export interface Seal {
  /** Public certificate of the controller, as PEM. */
  readonly certificate: string;
  /** Namespace and name of the Secret: it can be opened for no other. */
  readonly label: string;
  /** Makes the same value the same text at every run, and another for whoever does not know it. */
  readonly salt: string;
}

/**
 * A value as the sealed-secrets controller opens it: a session key under RSA-OAEP with SHA-256 and the label, then the value under
 * AES-256-GCM with that key. Key and seed come from the salt and the value instead of from chance: the same value would
 * otherwise be another text at every run, and every run a change.
 * @see https://github.com/bitnami-labs/sealed-secrets/blob/main/docs/developer/crypto.md
 */
export function sealed(value: string, { certificate, label, salt }: Seal): string {
  const { publicKey } = new X509Certificate(certificate);
  const derived = (use: string): Buffer => createHmac("sha256", salt).update(`${use}\0${label}\0${value}`).digest();
  const session = derived("session key");
  const modulus = (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) / KEY_BITS_PER_BYTE;
  const wrapped = publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, oaep(session, Buffer.from(label), derived("seed"), modulus));
  // The key is used for one value alone, so the nonce may be anything: the controller expects zeros.
  const cipher = createCipheriv("aes-256-gcm", session, Buffer.alloc(12));
  const body = Buffer.concat([cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(wrapped.length);
  return Buffer.concat([length, wrapped, body]).toString("base64");
}

/** Padding of RFC 8017, 7.1.1, with the seed as given: the library only knows seeds by chance. */
function oaep(message: Buffer, label: Buffer, seed: Buffer, modulus: number): Buffer {
  const padding = Buffer.alloc(modulus - message.length - 2 * HASH_BYTES - 2);
  const data = Buffer.concat([createHash("sha256").update(label).digest(), padding, Buffer.from([1]), message]);
  const maskedData = xor(data, mask(seed, data.length));
  const maskedSeed = xor(seed, mask(maskedData, HASH_BYTES));
  return Buffer.concat([Buffer.from([0]), maskedSeed, maskedData]);
}

/** MGF1 of RFC 8017, B.2.1. */
function mask(seed: Buffer, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / HASH_BYTES) }, (_, index) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(index);
    return createHash("sha256").update(seed).update(counter).digest();
  });
  return Buffer.concat(blocks).subarray(0, length);
}

function xor(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((byte, index) => byte ^ (other[index] ?? 0)));
}
