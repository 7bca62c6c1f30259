import { Problems, dnsLabelProblem, hostProblem } from "@moorage/core";
import type { EnvironmentRules, Problem } from "@moorage/core";
import { dialectOf } from "./dialects.ts";
import { deadProblems, duplicateProblems } from "./duplicate-routes.ts";
import { hostedRoutes } from "./hosted-routes.ts";
import type { IngressRoutesSettings } from "./ingress-routes-args.ts";
import { objectNameProblem } from "./names.ts";
import { orderedRoutes } from "./route-order.ts";
import { destinationProblems, routeProblems } from "./route-problems.ts";
import type { KnownService } from "./route-problems.ts";

/** What routes are checked against, beside themselves. */
export interface RouteSurroundings {
  /** What the environment insists on. @default nothing is insisted on */
  readonly rules?: EnvironmentRules;
  /** The Services that there are. @default unknown: routes may lead anywhere */
  readonly knownServices?: readonly KnownService[];
}

/**
 * Everything that is wrong with the routes of an Ingress.
 * @example
 * ```ts
 * import { routesProblems } from "@moorage/network";
 *
 * const problems = routesProblems(
 *   "shop",
 *   { className: "traefik", routes: [{ path: "/", service: "front", port: 80 }] },
 *   { knownServices: [{ name: "front", ports: [8080] }] },
 * );
 * ```
 */
export function routesProblems(name: string, settings: IngressRoutesSettings, { rules, knownServices }: RouteSurroundings = {}): readonly Problem[] {
  const problems = new Problems(`IngressRoutes ${name}`);
  const { host, routes, className } = settings;
  problems.check("name", dnsLabelProblem(name));
  problems.check("className", objectNameProblem(className));
  if (host !== undefined) problems.check("host", hostProblem(host));
  if (routes.length === 0) problems.add({ path: "routes", problem: "is empty", expected: "at least one route" });
  tlsProblems(problems, settings, rules);
  for (const route of routes) {
    routeProblems(problems, route);
    destinationProblems(problems, route, knownServices);
  }
  const hosted = hostedRoutes(settings);
  duplicateProblems(problems, hosted);
  // What follows compares expressions, which they must be first.
  if (problems.found.length > 0) return problems.found;
  deadProblems(problems, hosted);
  problems.include(dialectOf(className).problems(`IngressRoutes ${name}`, settings));
  annotationProblems(problems, settings);
  return problems.found;
}

function tlsProblems(problems: Problems, { tls, ...settings }: IngressRoutesSettings, rules: EnvironmentRules | undefined): void {
  if (tls === undefined) {
    if (rules?.tlsRequired === true) problems.add({ path: "tls", problem: "is not set, and this environment insists on it", expected: "the name of a TLS Secret or of an issuer" });
    return;
  }
  if (tls.secretName !== undefined) problems.check("tls.secretName", objectNameProblem(tls.secretName));
  if (tls.issuer !== undefined) problems.check("tls.issuer", objectNameProblem(tls.issuer));
  if (hostedRoutes(settings).some(({ host }) => host === undefined)) problems.add({ path: "tls", problem: "needs a host to be for", expected: "host, or a host for every route" });
}

/** What the routes themselves say to the controller cannot be said otherwise beside them. */
function annotationProblems(problems: Problems, settings: IngressRoutesSettings): void {
  const { annotations: own = {}, className } = settings;
  const said = dialectOf(className).parts(orderedRoutes(hostedRoutes(settings))).flatMap(({ annotations }) => Object.keys(annotations));
  for (const key of new Set(said)) {
    if (own[key] !== undefined) problems.add({ path: `annotations.${key}`, problem: "is what the routes themselves say", got: JSON.stringify(own[key]), expected: "routes that ask for it, and no annotation" });
  }
}
