import type * as pulumi from "@pulumi/pulumi";
import type { EnvironmentRules, Problem } from "@moorage/core";
import { redisUrl } from "./connection.ts";
import type { DataArgs, DataCredentials, DataSettings } from "./data-args.ts";
import { dataProblems } from "./data-problems.ts";
import { DataServer } from "./data-server.ts";
import { redisDefaults } from "./defaults.ts";
import { CREDENTIALS, PASSWORD_KEY } from "./kind.ts";
import type { DataKind } from "./kind.ts";
import { REDIS_CONFIG, REDIS_FOLDER, redisConfig } from "./redis-config.ts";

/** What Redis differs in from other servers. */
export const redisKind: DataKind = {
  title: "Redis",
  role: "cache",
  defaults: redisDefaults,
  database: "0",
  ports: [{ name: "redis", port: redisDefaults.port }],
  folder: REDIS_FOLDER,
  url: redisUrl,
  names: (problems, { database, username }) => {
    if (!/^(?:\d|1[0-5])$/.test(database)) problems.add({ path: "name", problem: "is no number of a database", got: JSON.stringify(database), expected: "0 to 15" });
    if (username !== redisDefaults.username) problems.add({ path: "username", problem: "is a user that a server in the cluster does not have", got: JSON.stringify(username), expected: redisDefaults.username });
  },
  files: (data, password) => ({ [REDIS_CONFIG]: redisConfig(data, password) }),
  pod: (_data, credentials) => ({
    command: ["redis-server", `${CREDENTIALS}/${REDIS_CONFIG}`],
    environment: { REDISCLI_AUTH: { secret: credentials, key: PASSWORD_KEY } },
    health: {
      // Any answer will do, such as that it is still loading.
      live: { command: ["redis-cli", "ping"] },
      ready: { command: ["sh", "-c", '[ "$(redis-cli ping)" = PONG ]'] },
    },
  }),
};

/** Settings of a Redis. */
export type RedisSettings = DataSettings;

/** Arguments of a Redis. */
export type RedisArgs = DataArgs;

/**
 * Everything that is wrong with a Redis, found before anything is made.
 * @example
 * ```ts
 * import { redisProblems } from "@moorage/data";
 *
 * const problems = redisProblems("cache", { storage: "2Gi" });
 * ```
 */
export function redisProblems(name: string, settings: RedisSettings, rules?: EnvironmentRules, credentials: DataCredentials = {}): readonly Problem[] {
  return dataProblems(redisKind, name, settings, rules, credentials);
}

/**
 * Redis, in the cluster or managed. In the cluster it keeps a log of every write, so that a restart loses a second at most.
 * @example
 * ```ts
 * import { Redis } from "@moorage/data";
 *
 * const cache = new Redis("cache", { namespace }, opts);
 * const url = cache.connection.url; // a secret: redis://:…@cache.shop.svc.cluster.local:6379/0
 * ```
 */
export class Redis extends DataServer {
  /** @throws InputError naming everything that is wrong with the arguments */
  constructor(name: string, args: RedisArgs, opts?: pulumi.ComponentResourceOptions) {
    super(redisKind, name, args, opts);
  }
}
