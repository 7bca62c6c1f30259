import { Problems } from "@moorage/core";
import type { EnvironmentRules, Problem } from "@moorage/core";
import { dialectOf } from "./dialects.ts";
import { hostProblem } from "./host.ts";
import type { IngressRoutesSettings } from "./ingress-routes-args.ts";
import { pathRegexProblem } from "./path-regex.ts";
import { withoutSlash } from "./route.ts";
import type { Route } from "./route.ts";

/** A Service that routes may lead to. */
export interface KnownService {
  /** Name of the Service. */
  readonly name: string;
  /** Numbers of its ports. */
  readonly ports: readonly number[];
}

/** What routes are checked against, beside themselves. */
export interface RouteSurroundings {
  /** What the environment insists on. @default nothing is insisted on */
  readonly rules?: EnvironmentRules;
  /** The Services that there are. @default unknown: routes may lead anywhere */
  readonly knownServices?: readonly KnownService[];
}

/** Everything that is wrong with the routes of an Ingress. */
export function routesProblems(name: string, settings: IngressRoutesSettings, { rules, knownServices }: RouteSurroundings = {}): readonly Problem[] {
  const problems = new Problems(`IngressRoutes ${name}`);
  const { host, routes, tls, className } = settings;
  if (className === "") problems.add({ path: "className", problem: "is empty", expected: "the name of an IngressClass" });
  if (host !== undefined) problems.check("host", hostProblem(host));
  if (routes.length === 0) problems.add({ path: "routes", problem: "is empty", expected: "at least one route" });
  if (tls === undefined && rules?.tlsRequired === true) problems.add({ path: "tls", problem: "is not set, and this environment insists on it", expected: "the name of a TLS Secret or of an issuer" });
  if (tls !== undefined && host === undefined && routes.some((route) => route.host === undefined)) problems.add({ path: "tls", problem: "needs a host to be for", expected: "host, or a host for every route" });
  const owners = new Map<string, string>();
  for (const route of routes) {
    routeProblems(problems, route, host);
    if (knownServices !== undefined) destinationProblems(problems, route, knownServices);
    const owner = route.owner ?? route.service;
    const path = route.match === "exact" || route.match === "regex" ? route.path : withoutSlash(route.path);
    const key = `${route.host ?? host ?? "*"} ${route.match ?? "prefix"} ${path}`;
    const other = owners.get(key);
    if (other !== undefined) problems.add({ path: `routes.${route.path}`, problem: `is claimed by ${other} and by ${owner}`, got: `${route.host ?? host ?? "every host"}${path}`, expected: "one owner" });
    owners.set(key, owner);
  }
  if (problems.found.length === 0) problems.include(dialectOf(className).problems(`IngressRoutes ${name}`, settings));
  return problems.found;
}

function routeProblems(problems: Problems, { host, path, match = "prefix", stripPrefix = false }: Route, shared: string | undefined): void {
  const at = `routes.${path}`;
  if (host !== undefined && host !== shared) problems.check(`${at}.host`, hostProblem(host));
  if (!/^(\(|\^)?\/|^\/?\??/.test(path) || (match !== "regex" && !path.startsWith("/"))) problems.add({ path: at, problem: "does not begin with /", got: JSON.stringify(path), expected: "a path such as /api" });
  if (match === "regex") problems.check(at, pathRegexProblem(path));
  if (stripPrefix && match !== "prefix") problems.add({ path: `${at}.stripPrefix`, problem: `is asked for with ${match}`, expected: "a prefix" });
}

function destinationProblems(problems: Problems, { path, service, port }: Route, known: readonly KnownService[]): void {
  const at = `routes.${path}`;
  const found = known.find(({ name }) => name === service);
  if (found === undefined) problems.add({ path: at, problem: `leads to ${JSON.stringify(service)}, which is no service`, expected: known.length === 0 ? "a service" : `one of ${known.map(({ name }) => name).join(", ")}` });
  else if (!found.ports.includes(port)) problems.add({ path: at, problem: `leads to port ${port} of ${service}, which it does not have`, expected: found.ports.length === 0 ? "a service with a port" : `one of ${found.ports.join(", ")}` });
}
