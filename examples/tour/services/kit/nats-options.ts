import type { ConnectionOptions } from "@nats-io/transport-node";

/** Where events go to, and in whose name. */
export interface NatsSettings {
  readonly NATS_URL: string;
  readonly NATS_CLUSTER_ID: string;
  readonly NATS_CLIENT_ID: string;
}

/** The client takes user and password beside the address, not in it. */
export function natsOptions({ NATS_URL, NATS_CLIENT_ID }: NatsSettings): ConnectionOptions {
  const { protocol, host, username, password } = new URL(NATS_URL);
  return {
    servers: host,
    name: NATS_CLIENT_ID,
    user: decodeURIComponent(username),
    pass: decodeURIComponent(password),
    ...(protocol === "tls:" ? { tls: {} } : {}),
    // A server that is away comes back, with the same password or with this pod's successor.
    maxReconnectAttempts: -1,
    ignoreAuthErrorAbort: true,
    timeout: 3000,
  };
}
