import { namedLikeSecret } from "@moorage/core";
import { asObject } from "./json.ts";
import { namesOf } from "./property-path.ts";
import type { PropertyPath } from "./property-path.ts";
import { isProvider } from "./urn.ts";

/** Fields of Kubernetes that only say where a secret is. */
const REFERENCES = new Set(["imagePullSecrets", "secret", "secretKeyRef", "secretName", "secretRef", "secrets"]);
/** Of providers the rest is how to log in, much of it as JSON in one text. */
const OPEN_OF_PROVIDERS = new Set(["cluster", "clusterIdentifier", "context", "namespace", "version"]);
/** `Secret`, `SecretList` and `SecretPatch`. */
const SECRET_TYPES = "kubernetes:core/v1:Secret";
const SECRET_DATA = new Set(["data", "stringData"]);
/** An item that names itself `DB_PASSWORD` keeps what is secret here. */
const VALUES = new Set(["value", "defaultValue"]);

/** Whether what is at the path is a secret by its place, whatever the engine thinks of it. */
export function isSensitive(type: string, path: PropertyPath): boolean {
  const [first = ""] = namesOf(path);
  if (type.startsWith(SECRET_TYPES) && path.some((segment) => typeof segment === "string" && SECRET_DATA.has(segment))) return true;
  if (isProvider(type) && !OPEN_OF_PROVIDERS.has(first)) return true;
  return path.some((segment, index) => {
    if (typeof segment === "string") return !REFERENCES.has(segment) && namedLikeSecret(segment);
    const next = path[index + 1];
    return typeof segment === "object" && typeof next === "string" && VALUES.has(next) && namedLikeSecret(segment.item.slice(segment.item.indexOf("=") + 1).replace(/#\d+$/, ""));
  });
}

/** Whether a tree holds a secret by the places of its parts. */
export function holdsSensitive(type: string, path: PropertyPath, value: unknown): boolean {
  if (isSensitive(type, path)) return true;
  if (Array.isArray(value)) return value.some((inner, index) => holdsSensitive(type, [...path, index], inner));
  return Object.entries(asObject(value) ?? {}).some(([key, inner]) => holdsSensitive(type, [...path, key], inner));
}
