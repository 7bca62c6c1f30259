import { createHash } from "node:crypto";
import type { Problem } from "./problems.ts";

const LABEL_LENGTH = 63;
const HASH_LENGTH = 8;

/**
 * What keeps `name` from being an RFC 1123 label, the form of most Kubernetes names.
 * @returns `undefined` for a good name
 */
export function dnsLabelProblem(name: string): Omit<Problem, "path"> | undefined {
  const expected = "an RFC 1123 label: a-z, 0-9 and -, beginning and ending with a letter or digit, at most 63 characters";
  const got = JSON.stringify(name);
  if (name === "") return { problem: "is empty", got, expected };
  if (name.length > LABEL_LENGTH) return { problem: `has ${name.length} characters`, got, expected };
  const wrong = /[^a-z0-9-]/.exec(name);
  if (wrong !== null) return { problem: `has ${JSON.stringify(wrong[0])} at position ${wrong.index + 1}`, got, expected };
  if (name.startsWith("-") || name.endsWith("-")) return { problem: "begins or ends with -", got, expected };
  return undefined;
}

/**
 * `name` if it fits into `length` characters, else its beginning and a hash of the whole,
 * so that two long names with the same beginning stay apart.
 * @default length 63
 */
export function shortened(name: string, length = LABEL_LENGTH): string {
  if (name.length <= length) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH_LENGTH);
  return `${name.slice(0, length - HASH_LENGTH - 1).replace(/-+$/, "")}-${hash}`;
}

/** The full name by which every namespace reaches a Service. */
export function clusterHostname(service: string, namespace: string): string {
  return `${service}.${namespace}.svc.cluster.local`;
}
