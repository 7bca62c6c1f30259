import { literalBeginning, shortestMatch } from "./path-regex.ts";
import { matches, withoutSlash } from "./route.ts";
import type { Route } from "./route.ts";

/** An element that nobody's path has, to find out what a regular expression does with whatever comes. */
const ANYTHING = "~moorage~";

/**
 * Routes from specific to general, whatever order they were written in, so that none is shadowed by a more general one. Exact
 * paths come first: nothing is more specific. The others follow by the shortest path they match, longest first: what is part
 * of another matches nothing shorter. Between a prefix and a regular expression of equal length, the one that leaves out
 * more comes first. Hosts with a wildcard come after those without; what is left goes by its text.
 */
export function orderedRoutes(routes: readonly Route[]): readonly Route[] {
  return [...routes].sort((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    const difference = first.findIndex((part, index) => part !== second[index]);
    if (difference === -1) return 0;
    const [left = 0, right = 0] = [first[difference], second[difference]];
    return left < right ? -1 : 1;
  });
}

/** What a controller that asks routes in this order would answer for a URL. */
export function resolveRoute(routes: readonly Route[], host: string, path: string): Route | undefined {
  const candidates = orderedRoutes(routes).filter((route) => hostMatches(route.host, host) && matches(route, path));
  return candidates[0];
}

function rank(route: Route): readonly (string | number)[] {
  const { host = "", path, match = "prefix" } = route;
  const regex = match === "regex";
  const length = regex ? shortestMatch(path) : withoutSlash(path) === "/" ? 0 : withoutSlash(path).length;
  const beginning = regex ? literalBeginning(path) : withoutSlash(path);
  const takesAnything = !regex || matches(route, `${withoutSlash(beginning)}x${ANYTHING}`) ? 1 : 0;
  return [
    host.startsWith("*.") ? 1 : 0,
    match === "exact" ? 0 : 1,
    -length,
    // A regular expression that does not take whatever comes is within a prefix of its length; one that does is around it.
    regex ? (takesAnything === 1 ? 2 : 0) : 1,
    -beginning.length,
    path,
    host,
    `${route.service}:${route.port}`,
  ];
}

function hostMatches(pattern: string | undefined, host: string): boolean {
  if (pattern === undefined) return true;
  if (!pattern.startsWith("*.")) return pattern === host;
  const [label = "", ...rest] = host.split(".");
  return label !== "" && rest.join(".") === pattern.slice(2);
}
