import { memoryBytes, resourcesOf } from "@moorage/core";
import type { Resolved } from "./resolve.ts";

/** Where the server writes. */
export const REDIS_FOLDER = "/data";

/** File with the server's configuration. */
export const REDIS_CONFIG = "redis.conf";

/** Part of the memory limit that data may take: rewriting the log takes some too, and a refused write is better than a killed server. */
const DATA_SHARE = 0.75;

/**
 * Configuration of a Redis server that keeps what it was told.
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/config/
 */
export function redisConfig({ resources }: Resolved, password: string): string {
  const limit = memoryBytes(resourcesOf("native", resources).limits.memory);
  const lines = [`dir ${REDIS_FOLDER}`, "appendonly yes", `maxmemory ${Math.floor(limit * DATA_SHARE)}`, `requirepass ${redisQuoted(password)}`];
  return `${lines.join("\n")}\n`;
}

/** A string as redis.conf takes any: whatever is no plain letter or sign goes in as hexadecimal bytes. */
export function redisQuoted(text: string): string {
  const bytes = [...Buffer.from(text, "utf8")];
  const plain = /[ !#-[\]-~]/;
  return `"${bytes.map((byte) => (plain.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`)).join("")}"`;
}
