import { hostMatches, hostRank } from "./host-match.ts";
import type { PathAutomaton } from "./path-automaton.ts";
import { commonBeginning, contains, shortestPath } from "./path-language.ts";
import { routeLanguage } from "./route-language.ts";
import { matches } from "./route.ts";
import type { Route } from "./route.ts";

/** A route and what its place depends on. */
interface Ranked {
  readonly route: Route;
  readonly language: PathAutomaton;
  /** What is compared first to last; smaller comes first. */
  readonly rank: readonly (string | number)[];
  /** The part of it within which only the languages can tell which of two is more general. */
  readonly tie: string;
}

/**
 * Routes from specific to general, whatever order they were written in, so that none is shadowed by a more general one:
 *
 * 1. Hosts: names, then those with a star, then routes for every host.
 * 2. Within a host exact paths: nothing is more specific.
 * 3. Then prefixes and regular expressions together, by the number of characters that all their paths begin with, then by
 *    their shortest path, the longest first. What is part of something else never has less of either.
 * 4. Where both are equal, a route whose paths are all among those of another comes before it.
 * 5. What is left goes by its text.
 *
 * So what takes every path, `/` or `/.*`, comes last.
 * @throws SyntaxError for a regular expression that is none: `routesProblems` has found it before
 * @example
 * ```ts
 * import { orderedRoutes } from "@moorage/network";
 *
 * const [first] = orderedRoutes([{ path: "/", service: "front", port: 80 }, { path: "/api", service: "api", port: 5000 }]);
 * ```
 */
export function orderedRoutes(routes: readonly Route[]): readonly Route[] {
  const remaining = routes.map(ranked).sort(byRank);
  const ordered: Route[] = [];
  while (remaining.length > 0) {
    const next = remaining.findIndex((each) => !remaining.some((other) => isWithin(other, each)));
    ordered.push(...remaining.splice(Math.max(next, 0), 1).map(({ route }) => route));
  }
  return ordered;
}

/**
 * The route that a request takes: what a controller that keeps to the rules of Kubernetes answers.
 * @throws SyntaxError for a regular expression that is none
 * @example
 * ```ts
 * import { resolveRoute } from "@moorage/network";
 *
 * const route = resolveRoute([{ host: "shop.example.com", path: "/api", service: "api", port: 5000 }], "shop.example.com", "/api/users");
 * ```
 */
export function resolveRoute(routes: readonly Route[], host: string, path: string): Route | undefined {
  return orderedRoutes(routes).find((route) => hostMatches(route.host, host) && matches(route, path));
}

function ranked(route: Route): Ranked {
  const { host, path, match = "prefix", service, port, owner = "" } = route;
  const language = routeLanguage(route);
  const place = [hostRank(host), host ?? "", match === "exact" ? 0 : 1, -commonBeginning(language), -shortestPath(language)];
  return { route, language, rank: [...place, path, match, service, port, owner], tie: JSON.stringify(place) };
}

function byRank({ rank: one }: Ranked, { rank: other }: Ranked): number {
  for (const [index, part] of one.entries()) {
    const against = other[index] ?? "";
    if (part !== against) return part < against ? -1 : 1;
  }
  return 0;
}

/** Whether a route is for some of another's paths and for no others, where the ranks do not tell. */
function isWithin(inner: Ranked, outer: Ranked): boolean {
  if (inner === outer || inner.tie !== outer.tie || (inner.route.match !== "regex" && outer.route.match !== "regex")) return false;
  return contains(outer.language, inner.language) && !contains(inner.language, outer.language);
}
