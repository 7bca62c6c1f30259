import type { Problem } from "@moorage/core";
import type { Dialect, IngressPart, SpokenPath } from "./dialect.ts";
import { plainPath } from "./dialect.ts";
import { orderedRoutes } from "./route-order.ts";
import { withoutSlash } from "./route.ts";
import type { Route } from "./route.ts";

const NGINX = "nginx.ingress.kubernetes.io";

/**
 * With one regular expression ingress-nginx takes every path of the host for one, without an end, and asks the longest text
 * first. So every path is said as what it means.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/ingress-path-matching/
 */
export const nginx: Dialect = {
  problems: (prefix, { routes, host }) => (isPlain(routes) ? [] : shadows(prefix, orderedRoutes(routes.map((route) => ({ ...(host === undefined ? {} : { host }), ...route }))))),
  parts: (routes) => {
    if (isPlain(routes)) return [{ suffix: "", annotations: {}, paths: routes.map(plainPath) }];
    const kept = routes.filter(({ stripPrefix = false }) => !stripPrefix);
    const stripped = routes.filter(({ stripPrefix = false }) => stripPrefix);
    const parts: IngressPart[] = kept.length === 0 ? [] : [{ suffix: "", annotations: { [`${NGINX}/use-regex`]: "true" }, paths: kept.map(spoken) }];
    if (stripped.length > 0) parts.push({ suffix: parts.length === 0 ? "" : "-stripped", annotations: { [`${NGINX}/use-regex`]: "true", [`${NGINX}/rewrite-target`]: "/$2" }, paths: stripped.map(spoken) });
    return parts;
  },
};

function isPlain(routes: readonly Route[]): boolean {
  return routes.every(({ match, stripPrefix = false }) => match !== "regex" && !stripPrefix);
}

function spoken(route: Route): SpokenPath {
  return { route, path: expression(route), pathType: "ImplementationSpecific" };
}

function expression({ path, match = "prefix", stripPrefix = false }: Route): string {
  if (match === "exact") return `${literal(path)}$`;
  if (match === "regex") return `${path.replace(/^\^|\$$/g, "")}$`;
  const prefix = withoutSlash(path) === "/" ? "" : literal(withoutSlash(path));
  if (stripPrefix) return `${prefix}(/|$)(.*)`;
  return prefix === "" ? "/" : `${prefix}(/|$)`;
}

function literal(path: string): string {
  return path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Two paths of one host of which the more general has the longer text. */
function shadows(prefix: string, routes: readonly Route[]): readonly Problem[] {
  return routes.flatMap((route, index): readonly Problem[] => {
    const later = routes.slice(index + 1).find((other) => other.host === route.host && expression(other).length > expression(route).length);
    if (later === undefined) return [];
    return [{ path: `${prefix}: routes.${later.path}`, problem: `would be asked before ${route.path}: ingress-nginx goes by the length of the text`, expected: "a shorter expression for the more general of the two" }];
  });
}
