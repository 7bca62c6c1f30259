import type * as pulumi from "@pulumi/pulumi";
import type { EnvironmentRules, Problem } from "@moorage/core";
import { postgresUrl } from "./connection.ts";
import type { DataArgs, DataCredentials, DataSettings } from "./data-args.ts";
import { dataProblems } from "./data-problems.ts";
import { DataServer } from "./data-server.ts";
import { postgresDefaults } from "./defaults.ts";
import { identifiers } from "./identifier.ts";
import { CREDENTIALS, PASSWORD_KEY } from "./kind.ts";
import type { DataKind } from "./kind.ts";
import { STATEMENT, followingReadiness, passwordStatement, setPasswordScript } from "./postgres-password.ts";

const FOLDER = "/var/lib/postgresql/data";
// A subdirectory: the root of a volume may hold lost+found, which initdb refuses.
const PGDATA = `${FOLDER}/pgdata`;

/** What PostgreSQL differs in from other servers. */
export const postgresKind: DataKind = {
  title: "Postgres",
  role: "database",
  defaults: postgresDefaults,
  ports: [{ name: "postgres", port: postgresDefaults.port }],
  folder: FOLDER,
  url: postgresUrl,
  names: (problems, data) => {
    identifiers(problems, data);
    if (data.username.startsWith("pg_")) problems.add({ path: "username", problem: "begins with pg_, which is PostgreSQL's own", got: data.username, expected: "another name" });
  },
  files: ({ username }, password) => ({ [STATEMENT]: passwordStatement(username, password) }),
  followsRunning: true,
  follow: { script: setPasswordScript, environment: { PGDATA, STATEMENT_FILE: `${CREDENTIALS}/${STATEMENT}` } },
  pod: ({ username, database }) => ({
    environment: { PGDATA, POSTGRES_USER: username, POSTGRES_DB: database, POSTGRES_PASSWORD_FILE: `${CREDENTIALS}/${PASSWORD_KEY}` },
    writable: { "/var/run/postgresql": "1Mi" },
    health: {
      // Alive is who answers, and be it that it is still recovering: being killed for that would begin it all over.
      live: { command: ["sh", "-c", 'pg_isready -q -U "$POSTGRES_USER" -d "$POSTGRES_DB" || [ "$?" -eq 1 ]'] },
      ready: { command: ["sh", "-euc", followingReadiness(CREDENTIALS)] },
    },
  }),
  dump: {
    command: 'pg_dump --format=custom --file="$file.part"',
    environment: ({ username, database }, { host, port }, credentials) => ({
      PGHOST: host,
      PGPORT: String(port),
      PGUSER: username,
      PGDATABASE: database,
      PGPASSWORD: { secret: credentials, key: PASSWORD_KEY },
    }),
  },
};

/** Settings of a Postgres. */
export type PostgresSettings = DataSettings;

/** Arguments of a Postgres. */
export type PostgresArgs = DataArgs;

/**
 * Everything that is wrong with a Postgres, found before anything is made.
 * @example
 * ```ts
 * import { postgresProblems } from "@moorage/data";
 *
 * const problems = postgresProblems("db", { storage: "10Gi" });
 * ```
 */
export function postgresProblems(name: string, settings: PostgresSettings, rules?: EnvironmentRules, credentials: DataCredentials = {}): readonly Problem[] {
  return dataProblems(postgresKind, name, settings, rules, credentials);
}

/**
 * PostgreSQL, in the cluster or managed.
 * @example
 * ```ts
 * import { Postgres } from "@moorage/data";
 *
 * const database = new Postgres("db", { namespace, name: "shop", storage: "10Gi" }, opts);
 * const url = database.connection.url; // a secret: postgresql://postgres:…@db.shop.svc.cluster.local:5432/shop
 * ```
 */
export class Postgres extends DataServer {
  /** @throws InputError naming everything that is wrong with the arguments */
  constructor(name: string, args: PostgresArgs, opts?: pulumi.ComponentResourceOptions) {
    super(postgresKind, name, args, opts);
  }
}
