import type { Dialect } from "./dialect.ts";
import { nginx } from "./nginx.ts";
import { standard } from "./standard.ts";
import { traefik } from "./traefik.ts";

const known: ReadonlyMap<string, Dialect> = new Map([["traefik", traefik], ["nginx", nginx]]);

/** How the controllers of a class are spoken to. Clusters with two of a kind call their classes `traefik-internal` and the like. */
export function dialectOf(className: string): Dialect {
  const [kind = ""] = className.split("-");
  return known.get(kind) ?? standard;
}
