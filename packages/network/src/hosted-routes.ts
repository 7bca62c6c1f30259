import type { IngressRoutesSettings } from "./ingress-routes-args.ts";
import type { Route } from "./route.ts";

/** The routes, each with the host that it is for. */
export function hostedRoutes({ host, routes }: Pick<IngressRoutesSettings, "host" | "routes">): readonly Route[] {
  return routes.map((route) => (route.host === undefined && host !== undefined ? { ...route, host } : route));
}

/** Every host that some route is for, once. */
export function hostsOf(routes: readonly Route[]): readonly string[] {
  return [...new Set(routes.flatMap(({ host }) => host ?? []))];
}
