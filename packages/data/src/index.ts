export { Postgres } from "./postgres.ts";
export type { PostgresArgs } from "./postgres-args.ts";
export { postgresDefaults } from "./defaults.ts";
export { postgresConnection } from "./connection.ts";
