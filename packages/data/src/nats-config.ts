import { memoryBytes, resourcesOf } from "@moorage/core";
import { natsDefaults } from "./defaults.ts";
import type { Resolved } from "./resolve.ts";

/** Where the server keeps streams. */
export const NATS_FOLDER = "/data";

/** File with the server's configuration. */
export const NATS_CONFIG = "nats.conf";

/** Port on which the server tells of its health. */
export const MONITOR_PORT = 8222;

/** Part of the claim that streams may fill: the server stops at its own limit, and a full volume breaks it. */
const CLAIM_SHARE = 0.9;

/** Part of the memory limit that streams in memory may take; the server's own guess looks at the whole node. */
const MEMORY_SHARE = 0.25;

/** The last character that is one byte, as an escape is. */
const ASCII = "\u007f";

/**
 * Configuration of a NATS server with one account, one user and streams on disk.
 * @see https://docs.nats.io/running-a-nats-service/configuration
 */
export function natsConfig({ component, database, username, storage, resources }: Resolved, password: string): string {
  const memory = memoryBytes(resourcesOf("native", resources).limits.memory);
  return `server_name: ${natsQuoted(component)}
port: ${natsDefaults.port}
http_port: ${MONITOR_PORT}
jetstream {
  store_dir: ${natsQuoted(NATS_FOLDER)}
  max_file_store: ${Math.floor(memoryBytes(storage) * CLAIM_SHARE)}
  max_memory_store: ${Math.floor(memory * MEMORY_SHARE)}
}
accounts {
  ${natsQuoted(database)} {
    jetstream: enabled
    users: [{ user: ${natsQuoted(username)}, password: ${natsQuoted(password)} }]
  }
}
`;
}

/** A string as nats.conf takes any; only a quote and a backslash mean something in it, and bytes that print nothing. */
export function natsQuoted(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  return `"${escaped.replace(/\p{Cc}/gu, (control) => (control > ASCII ? control : `\\x${control.charCodeAt(0).toString(16).padStart(2, "0")}`))}"`;
}
