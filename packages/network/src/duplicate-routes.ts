import type { Problems } from "@moorage/core";
import { contains } from "./path-language.ts";
import { routeLanguage } from "./route-language.ts";
import { withoutSlash } from "./route.ts";
import type { Route } from "./route.ts";

/** Notes every route whose requests another route claims already, in the same words. */
export function duplicateProblems(problems: Problems, routes: readonly Route[]): void {
  const claims = new Map<string, Route>();
  for (const route of routes) {
    const { host, path, match = "prefix" } = route;
    const key = JSON.stringify([host, match, match === "prefix" ? withoutSlash(path) : path]);
    const other = claims.get(key);
    if (other !== undefined) problems.add({ path: `routes.${path}`, problem: `is claimed by ${ownerOf(other)} and by ${ownerOf(route)}`, got: `${match} ${host ?? "every host"}${path}`, expected: "one owner" });
    claims.set(key, other ?? route);
  }
}

/** Notes every route whose requests another route claims in other words, so that one of them would never get any. */
export function deadProblems(problems: Problems, routes: readonly Route[]): void {
  const spoken = routes.map((route) => ({ route, language: routeLanguage(route) }));
  for (const [index, { route, language }] of spoken.entries()) {
    const other = spoken.slice(0, index).find((earlier) => earlier.route.host === route.host && (route.match === "regex" || earlier.route.match === "regex") && contains(earlier.language, language) && contains(language, earlier.language));
    if (other === undefined) continue;
    problems.add({ path: `routes.${route.path}`, problem: `is for exactly the paths of ${other.route.path}, which are claimed by ${ownerOf(other.route)} and by ${ownerOf(route)}`, got: `${route.match ?? "prefix"} ${route.host ?? "every host"}${route.path}`, expected: "one owner" });
  }
}

function ownerOf({ owner, service }: Route): string {
  return owner ?? service;
}
