import { createHash } from "node:crypto";

const HASH_LENGTH = 8;

/** A path as a part of a name, the same for the same path only. */
export function pathSlug(path: string): string {
  const plain = path.slice(1);
  if (/^[a-z0-9]{1,40}$/.test(plain)) return plain;
  return createHash("sha256").update(path).digest("hex").slice(0, HASH_LENGTH);
}
