import { createHash } from "node:crypto";

const HASH_BYTES = 32;
const COUNTER_BYTES = 4;

/** What a message is padded with. */
export interface Padding {
  /** Bound to the message: it can only be opened with the same. */
  readonly label: Buffer;
  /** 32 bytes that nobody can guess. */
  readonly seed: Buffer;
  /** Bytes of the RSA modulus. */
  readonly length: number;
}

/**
 * EME-OAEP of RFC 8017, 7.1.1, with SHA-256 and a seed that is given: node:crypto only pads with one that comes by chance.
 * @see https://www.rfc-editor.org/rfc/rfc8017#section-7.1.1
 */
export function oaep(message: Buffer, { label, seed, length }: Padding): Buffer {
  const zeros = Buffer.alloc(length - message.length - 2 * HASH_BYTES - 2);
  const data = Buffer.concat([sha256(label), zeros, Buffer.from([1]), message]);
  const maskedData = xor(data, mask(seed, data.length));
  const maskedSeed = xor(seed, mask(maskedData, HASH_BYTES));
  return Buffer.concat([Buffer.from([0]), maskedSeed, maskedData]);
}

/** MGF1 of RFC 8017, B.2.1. */
function mask(seed: Buffer, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / HASH_BYTES) }, (_, index) => {
    const counter = Buffer.alloc(COUNTER_BYTES);
    counter.writeUInt32BE(index);
    return sha256(Buffer.concat([seed, counter]));
  });
  return Buffer.concat(blocks).subarray(0, length);
}

function sha256(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}

function xor(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((byte, index) => byte ^ (other[index] ?? 0)));
}
