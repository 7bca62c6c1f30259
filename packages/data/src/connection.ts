import * as pulumi from "@pulumi/pulumi";
import type { Connection } from "@moorage/core";

/** The parts of a PostgreSQL connection that are known before anything is made. */
export interface PostgresAddress {
  readonly host: string;
  /** TCP port. */
  readonly port: number;
  readonly database: string;
  readonly username: string;
}

/** A PostgreSQL connection; its URL escapes whatever a password may hold. */
export function postgresConnection(address: PostgresAddress, password: pulumi.Input<string>): Connection {
  const secret = pulumi.secret(password);
  const user = encodeURIComponent(address.username);
  const place = `${address.host}:${address.port}/${encodeURIComponent(address.database)}`;
  return { ...address, password: secret, url: secret.apply((plain) => `postgresql://${user}:${encodeURIComponent(plain)}@${place}`) };
}
