import type * as pulumi from "@pulumi/pulumi";
import type { EnvironmentRules, Problem } from "@moorage/core";
import { natsUrl } from "./connection.ts";
import type { DataArgs, DataCredentials, DataSettings } from "./data-args.ts";
import { dataProblems } from "./data-problems.ts";
import { DataServer } from "./data-server.ts";
import { natsDefaults } from "./defaults.ts";
import { identifiers } from "./identifier.ts";
import { CREDENTIALS } from "./kind.ts";
import type { DataKind } from "./kind.ts";
import { MONITOR_PORT, NATS_CONFIG, NATS_FOLDER, natsConfig } from "./nats-config.ts";

/** What NATS differs in from other servers. */
export const natsKind: DataKind = {
  title: "Nats",
  role: "messaging",
  defaults: natsDefaults,
  ports: [{ name: "nats", port: natsDefaults.port }, { name: "monitor", port: MONITOR_PORT }],
  folder: NATS_FOLDER,
  url: natsUrl,
  names: identifiers,
  // The server tells a hash from a password by its beginning.
  passwordProblem: (password) => (/^\$2[aby]\$/.test(password) ? { problem: "looks like a bcrypt hash, and the server would take it for one", expected: "a password that does not begin like a hash" } : undefined),
  files: (data, password) => ({ [NATS_CONFIG]: natsConfig(data, password) }),
  pod: () => ({
    command: ["nats-server", "--config", `${CREDENTIALS}/${NATS_CONFIG}`],
    health: {
      // The first asks whether connections are taken, the second also whether streams are.
      live: { path: "/healthz?js-server-only=true", port: "monitor" },
      ready: { path: "/healthz?js-enabled-only=true", port: "monitor" },
    },
  }),
};

/** Settings of a Nats. */
export type NatsSettings = DataSettings;

/** Arguments of a Nats. */
export type NatsArgs = DataArgs;

/**
 * Everything that is wrong with a Nats, found before anything is made.
 * @example
 * ```ts
 * import { natsProblems } from "@moorage/data";
 *
 * const problems = natsProblems("queue", { storage: "2Gi" });
 * ```
 */
export function natsProblems(name: string, settings: NatsSettings, rules?: EnvironmentRules, credentials: DataCredentials = {}): readonly Problem[] {
  return dataProblems(natsKind, name, settings, rules, credentials);
}

/**
 * NATS with JetStream, in the cluster or managed.
 * @example
 * ```ts
 * import { Nats } from "@moorage/data";
 *
 * const queue = new Nats("queue", { namespace, name: "shop" }, opts);
 * const url = queue.connection.url; // a secret: nats://nats:…@queue.shop.svc.cluster.local:4222
 * ```
 */
export class Nats extends DataServer {
  /** @throws InputError naming everything that is wrong with the arguments */
  constructor(name: string, args: NatsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(natsKind, name, args, opts);
  }
}
