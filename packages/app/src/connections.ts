import * as pulumi from "@pulumi/pulumi";
import type { Connection } from "@moorage/core";
import type { Connections, Values, ValuesFrom } from "./service-description.ts";

/** The values of one service, and the connections that it took to make them. */
export interface Resolved<D extends string> {
  /** Its configuration. */
  readonly config: Values;
  /** Its secrets. */
  readonly secrets: Values;
  /** Names of the data that it reaches. */
  readonly uses: readonly D[];
}

/** Works out what a service is given. Whatever connection its functions look at is one that it may open. */
export function resolved<D extends string>(connections: Connections<D>, config: ValuesFrom<D> = {}, secrets: ValuesFrom<D> = {}): Resolved<D> {
  const uses = new Set<D>();
  const watched: Partial<Record<D, Connection>> = {};
  for (const name of Object.keys(connections) as D[]) {
    Object.defineProperty(watched, name, {
      enumerable: true,
      get: () => {
        uses.add(name);
        return connections[name];
      },
    });
  }
  const valuesOf = (values: ValuesFrom<D>): Values => (typeof values === "function" ? values(watched as Connections<D>) : values);
  return { config: valuesOf(config), secrets: valuesOf(secrets), uses: [...uses].sort() };
}

/** A connection as far as it is known before anything is made: good for finding out which values there will be. */
export function plannedConnection(host: string): Connection {
  const unknown = pulumi.secret("planned");
  return { host, port: 1, name: "planned", username: "planned", password: unknown, url: unknown, tls: "disable", peer: {} };
}
