import * as pulumi from "@pulumi/pulumi";
import type { Connection } from "@moorage/core";

/** A connection but for its secrets: all of it is known before anything is made. */
export type Address = Omit<Connection, "password" | "url">;

/**
 * A PostgreSQL connection. Its URL escapes whatever a password may hold.
 * @example
 * ```ts
 * import { postgresConnection } from "@moorage/data";
 *
 * const host = "db.data.svc.cluster.local";
 * const { url } = postgresConnection({ host, port: 5432, name: "shop", username: "shop", tls: "disable", peer: {} }, password);
 * ```
 */
export function postgresConnection(address: Address, password: pulumi.Input<string>): Connection {
  return connectionOf(postgresUrl, address, password);
}

/**
 * A Redis connection; `name` is the number of the database.
 * @example
 * ```ts
 * import { redisConnection } from "@moorage/data";
 *
 * const host = "cache.data.svc.cluster.local";
 * const { url } = redisConnection({ host, port: 6379, name: "0", username: "default", tls: "disable", peer: {} }, password);
 * ```
 */
export function redisConnection(address: Address, password: pulumi.Input<string>): Connection {
  return connectionOf(redisUrl, address, password);
}

/**
 * A MongoDB connection; the user is looked up in the database `admin`.
 * @example
 * ```ts
 * import { mongoConnection } from "@moorage/data";
 *
 * const host = "documents.data.svc.cluster.local";
 * const { url } = mongoConnection({ host, port: 27017, name: "shop", username: "root", tls: "disable", peer: {} }, password);
 * ```
 */
export function mongoConnection(address: Address, password: pulumi.Input<string>): Connection {
  return connectionOf(mongoUrl, address, password);
}

/**
 * A NATS connection; `name` is the account, which the user decides and the URL does not say.
 * @example
 * ```ts
 * import { natsConnection } from "@moorage/data";
 *
 * const host = "queue.data.svc.cluster.local";
 * const { url } = natsConnection({ host, port: 4222, name: "shop", username: "nats", tls: "disable", peer: {} }, password);
 * ```
 */
export function natsConnection(address: Address, password: pulumi.Input<string>): Connection {
  return connectionOf(natsUrl, address, password);
}

/** A connection whose URL is made by `url`. */
export function connectionOf(url: (address: Address, password: string) => string, address: Address, password: pulumi.Input<string>): Connection {
  const secret = pulumi.secret(password);
  return { ...address, password: secret, url: secret.apply((plain) => url(address, plain)) };
}

/** `sslmode` and `sslrootcert` are libpq's, and most drivers know them. */
export function postgresUrl(address: Address, password: string): string {
  const { tls, authority } = address;
  const query = tls === "disable" ? {} : { sslmode: tls, ...(authority === undefined ? {} : { sslrootcert: authority.path }) };
  return `postgresql://${login(address, password)}/${encodeURIComponent(address.name)}${queryOf(query)}`;
}

/** The user `default` is left out: servers and clients from before there were users know passwords only. */
export function redisUrl(address: Address, password: string): string {
  const named = address.username === "default" ? { ...address, username: "" } : address;
  return `${address.tls === "disable" ? "redis" : "rediss"}://${login(named, password)}/${encodeURIComponent(address.name)}`;
}

/** Drivers check all of a certificate unless they are told which part not to: what a `tls` below `verify-full` leaves out. */
export function mongoUrl(address: Address, password: string): string {
  const { tls, authority } = address;
  const query = {
    authSource: "admin",
    ...(tls === "disable" ? {} : { tls: "true" }),
    ...(authority === undefined ? {} : { tlsCAFile: authority.path }),
    ...(tls === "require" ? { tlsAllowInvalidCertificates: "true", tlsAllowInvalidHostnames: "true" } : {}),
    ...(tls === "verify-ca" ? { tlsAllowInvalidHostnames: "true" } : {}),
  };
  return `mongodb://${login(address, password)}/${encodeURIComponent(address.name)}${queryOf(query)}`;
}

/** The scheme says whether the connection is encrypted. */
export function natsUrl(address: Address, password: string): string {
  return `${address.tls === "disable" ? "nats" : "tls"}://${login(address, password)}`;
}

function login({ host, port, username }: Address, password: string): string {
  return `${encodeURIComponent(username)}:${encodeURIComponent(password)}@${host}:${port}`;
}

function queryOf(parameters: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(parameters).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
