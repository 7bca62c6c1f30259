import type * as k8s from "@pulumi/kubernetes";
import type { IngressPart } from "./dialect.ts";

/** One rule for each host, its paths in order. */
export function rulesOf({ paths }: IngressPart): k8s.types.input.networking.v1.IngressRule[] {
  const byHost = new Map<string | undefined, k8s.types.input.networking.v1.HTTPIngressPath[]>();
  for (const { route, path, pathType } of paths) {
    const list = byHost.get(route.host) ?? [];
    list.push({ path, pathType, backend: { service: { name: route.service, port: { number: route.port } } } });
    byHost.set(route.host, list);
  }
  return [...byHost].map(([host, list]) => ({ ...(host === undefined ? {} : { host }), http: { paths: list } }));
}
