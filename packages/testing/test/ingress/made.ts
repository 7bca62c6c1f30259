import type { IngressObject, IngressPath } from "../../src/index.ts";

/** A path, the Service that it leads to, what kind of path it is, and of which host. */
export type Said = readonly [path: string, service: string, pathType?: IngressPath["pathType"], host?: string];

/** An Ingress of some paths, each in a rule of its own. */
export function ingress(said: readonly Said[], annotations: Readonly<Record<string, string>> = {}): IngressObject {
  const rules = said.map(([path, name, pathType = "Prefix", host]) => ({ ...(host === undefined ? {} : { host }), http: { paths: [{ path, pathType, backend: { service: { name, port: { number: 80 } } } }] } }));
  return { metadata: { name: "web", namespace: "shop", annotations }, spec: { rules } };
}
