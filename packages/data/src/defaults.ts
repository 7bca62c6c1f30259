import { deepFrozen } from "@moorage/core";
import type { Amounts, Memory } from "@moorage/core";

/** What one kind of server is when nothing else is said. Limits are twice the requests. */
export interface KindDefaults {
  /** Image of a server in the cluster. */
  readonly image: string;
  /** TCP port. */
  readonly port: number;
  /** User that programs log in as. */
  readonly username: string;
  /** What its container asks of a node. */
  readonly requests: Pick<Amounts, "cpu" | "memory">;
  /** Seconds it may take to start: a first start makes files, and one after a crash reads them all. */
  readonly startupSeconds: number;
}

const shared = {
  mode: "in-cluster",
  storage: "1Gi",
  backup: { schedule: "17 3 * * *", keep: 7 },
  passwordLength: 32,
  /** Seconds in which clients' requests end once the server was told to stop. */
  drainSeconds: 30,
  /** Seconds for a clean shutdown, without which the next start begins with recovery. */
  terminationGraceSeconds: 60,
} as const satisfies Readonly<Record<string, unknown>> & { readonly storage: Memory };

const postgres = { image: "postgres:17.6-bookworm", port: 5432, username: "postgres", requests: { cpu: "250m", memory: "256Mi" }, startupSeconds: 300 } as const satisfies KindDefaults;
const redis = { image: "redis:8.2.3-bookworm", port: 6379, username: "default", requests: { cpu: "100m", memory: "128Mi" }, startupSeconds: 120 } as const satisfies KindDefaults;
// The probe starts a shell of its own, which takes more of a processor than an idle server does.
const mongo = { image: "mongo:8.0.17", port: 27017, username: "root", requests: { cpu: "500m", memory: "512Mi" }, startupSeconds: 300 } as const satisfies KindDefaults;
const nats = { image: "nats:2.11.8-alpine", port: 4222, username: "nats", requests: { cpu: "100m", memory: "128Mi" }, startupSeconds: 120 } as const satisfies KindDefaults;

/** Defaults of every data service. */
export const dataDefaults = deepFrozen(shared);

/** Defaults of Postgres. */
export const postgresDefaults = deepFrozen(postgres);

/** Defaults of Redis. */
export const redisDefaults = deepFrozen(redis);

/** Defaults of Mongo. */
export const mongoDefaults = deepFrozen(mongo);

/** Defaults of Nats. */
export const natsDefaults = deepFrozen(nats);
