import { PathAutomaton } from "./path-automaton.ts";
import { withoutSlash } from "./route.ts";
import type { Route } from "./route.ts";

/**
 * The paths that a route is for, as Kubernetes defines it.
 * @throws SyntaxError for a regular expression that is none
 */
export function routeLanguage({ path, match = "prefix" }: Pick<Route, "path" | "match">): PathAutomaton {
  if (match === "exact") return PathAutomaton.exactly(path);
  return match === "regex" ? PathAutomaton.matching(path) : PathAutomaton.below(withoutSlash(path));
}
