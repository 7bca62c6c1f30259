import type * as pulumi from "@pulumi/pulumi";
import type { EnvironmentRules, Problem } from "@moorage/core";
import { mongoUrl } from "./connection.ts";
import type { DataArgs, DataCredentials, DataSettings } from "./data-args.ts";
import { dataProblems } from "./data-problems.ts";
import { DataServer } from "./data-server.ts";
import { mongoDefaults } from "./defaults.ts";
import { identifiers } from "./identifier.ts";
import { CREDENTIALS, PASSWORD_KEY } from "./kind.ts";
import type { DataKind } from "./kind.ts";
import { DUMP_CONFIG, PROGRAM, dumpConfig, passwordProgram, setPasswordScript } from "./mongo-password.ts";

/** Where the server writes its data. */
const FOLDER = "/data/db";

/** The shell keeps a history, and a home of its own has no user whose name is in no file. */
const HOME = "/tmp";

/** What MongoDB differs in from other servers. */
export const mongoKind: DataKind = {
  title: "Mongo",
  role: "database",
  defaults: mongoDefaults,
  ports: [{ name: "mongo", port: mongoDefaults.port }],
  folder: FOLDER,
  url: mongoUrl,
  names: identifiers,
  files: ({ username }, password) => ({ [PROGRAM]: passwordProgram(username, password), [DUMP_CONFIG]: dumpConfig(password) }),
  follow: { script: setPasswordScript, environment: { HOME, DATA_FOLDER: FOLDER, PROGRAM_FILE: `${CREDENTIALS}/${PROGRAM}` } },
  pod: ({ username }) => ({
    args: ["mongod", "--auth", "--bind_ip_all"],
    environment: { HOME, MONGO_INITDB_ROOT_USERNAME: username, MONGO_INITDB_ROOT_PASSWORD_FILE: `${CREDENTIALS}/${PASSWORD_KEY}` },
    writable: { "/data/configdb": "16Mi" },
    health: {
      live: { tcp: "mongo" },
      ready: { command: ["mongosh", "--quiet", "--norc", "--eval", "quit(db.adminCommand({ ping: 1 }).ok === 1 ? 0 : 1)"] },
    },
  }),
  dump: {
    command: `mongodump --quiet --config=${CREDENTIALS}/${DUMP_CONFIG} --host="$MONGO_HOST" --port="$MONGO_PORT" --username="$MONGO_USERNAME" --authenticationDatabase=admin --db="$MONGO_DATABASE" --gzip --archive="$file.part"`,
    environment: ({ username, database }, { host, port }) => ({ HOME, MONGO_HOST: host, MONGO_PORT: String(port), MONGO_USERNAME: username, MONGO_DATABASE: database }),
  },
};

/** Settings of a Mongo. */
export type MongoSettings = DataSettings;

/** Arguments of a Mongo. */
export type MongoArgs = DataArgs;

/**
 * Everything that is wrong with a Mongo, found before anything is made.
 * @example
 * ```ts
 * import { mongoProblems } from "@moorage/data";
 *
 * const problems = mongoProblems("documents", { storage: "10Gi" });
 * ```
 */
export function mongoProblems(name: string, settings: MongoSettings, rules?: EnvironmentRules, credentials: DataCredentials = {}): readonly Problem[] {
  return dataProblems(mongoKind, name, settings, rules, credentials);
}

/**
 * MongoDB, in the cluster or managed.
 * @example
 * ```ts
 * import { Mongo } from "@moorage/data";
 *
 * const documents = new Mongo("documents", { namespace, name: "shop" }, opts);
 * const url = documents.connection.url; // a secret: mongodb://root:…@documents.shop.svc.cluster.local:27017/shop?authSource=admin
 * ```
 */
export class Mongo extends DataServer {
  /** @throws InputError naming everything that is wrong with the arguments */
  constructor(name: string, args: MongoArgs, opts?: pulumi.ComponentResourceOptions) {
    super(mongoKind, name, args, opts);
  }
}
