import { plainPath } from "./dialect.ts";
import type { Dialect, IngressPart, SpokenPath } from "./dialect.ts";
import { hostsOverlap } from "./host-match.ts";
import type { PathAutomaton } from "./path-automaton.ts";
import { overlap } from "./path-language.ts";
import { pathSlug } from "./path-slug.ts";
import { routeLanguage } from "./route-language.ts";
import { withoutSlash } from "./route.ts";
import type { Route } from "./route.ts";
import { anchored, ruleLength, ruleStyles } from "./traefik-rule.ts";

const ROUTER = "traefik.ingress.kubernetes.io/router";
/** Longer than any rule. */
const PRIORITY = 100_000;

/**
 * Traefik asks its routers by priority, which is the length of the rule's text unless an annotation says another, and
 * annotations are for a whole Ingress. Where the length is right, one object is enough; what has to come before a longer rule
 * goes into an object with a priority. Regular expressions share an object with others: PathRegexp is for them alone.
 *
 * Unless the controller is set to `strictPrefixMatching`, a prefix is a text to Traefik: `/api` would take `/apix` too. So
 * every prefix but `/` is two paths, which together mean that prefix to any controller: exactly `/api`, and all below `/api/`.
 * The rule of the exact one is short. Where a more general route has a longer one, it goes into an object with a priority.
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/stripprefix/
 */
export const traefik: Dialect = {
  problems: () => [],
  parts: (routes) => {
    const parts = new Map<string, Group>();
    const leveled = levels(routes);
    for (const { said, level } of leveled) {
      const strips = strippedBy(said.route);
      // What is taken away names an object, so that its name is the same whatever else is routed.
      const usual = strips === undefined ? 0 : Math.min(...leveled.flatMap((other) => (strippedBy(other.said.route) === strips ? other.level : [])));
      const suffix = `${strips === undefined ? "" : `-strip-${pathSlug(strips)}`}${level === usual ? "" : `-priority-${level}`}`;
      const part = parts.get(suffix) ?? { level, strips, paths: [] };
      part.paths.push(said);
      parts.set(suffix, part);
    }
    return [...parts].sort(([one], [other]) => Number(one !== "") - Number(other !== "")).map(([suffix, group]) => partOf(suffix, group));
  },
};

function strippedBy({ path, stripPrefix }: Route): string | undefined {
  return stripPrefix === true ? withoutSlash(path) : undefined;
}

interface Group {
  readonly level: number;
  readonly strips: string | undefined;
  readonly paths: SpokenPath[];
}

interface Leveled {
  readonly said: SpokenPath;
  /** The same as a route of its own. */
  readonly alone: Route;
  readonly language: PathAutomaton;
  /** 0 for the length of the rule; the higher, the earlier. */
  readonly level: number;
}

function partOf(suffix: string, { level, strips, paths }: Group): IngressPart {
  const annotations = {
    ...(level === 0 ? {} : { [`${ROUTER}.priority`]: String(PRIORITY + level) }),
    ...(paths.some(({ route: { match } }) => match === "regex") ? { [`${ROUTER}.pathmatcher`]: "PathRegexp" } : {}),
  };
  return { suffix, annotations, paths, ...(strips === undefined ? {} : { strips }) };
}

/** A route in Traefik's words. What an earlier route takes exactly is not said again. */
function spoken(route: Route, earlier: readonly Route[]): readonly Pick<Leveled, "said" | "alone">[] {
  const { match = "prefix" } = route;
  if (match === "regex") return [{ said: { ...plainPath(route), path: anchored(route.path) }, alone: route }];
  const path = withoutSlash(route.path);
  if (match === "exact" || path === "/") return [{ said: plainPath(route), alone: route }];
  const exactly: Route = { ...route, path, match: "exact" };
  const below = { said: { route, path: `${path}/`, pathType: "Prefix" }, alone: route } as const;
  const taken = earlier.some((other) => other.match === "exact" && other.path === path && other.host === route.host);
  return taken ? [below] : [{ said: { route, path, pathType: "Exact" }, alone: exactly }, below];
}

/**
 * The lowest level of each path at which it comes before every path of a later route that takes some of its requests. Both paths
 * of a prefix that is taken away have the higher one's, so that they share an object and its Middleware.
 */
function levels(routes: readonly Route[]): readonly Leveled[] {
  const done: Leveled[] = [];
  for (const [index, route] of [...routes.entries()].reverse()) {
    const paths = spoken(route, routes.slice(0, index)).map((path) => leveled(path, done));
    const highest = Math.max(...paths.map(({ level }) => level));
    done.unshift(...paths.map((path) => (route.stripPrefix === true ? { ...path, level: highest } : path)));
  }
  return done;
}

function leveled({ said, alone }: Pick<Leveled, "said" | "alone">, done: readonly Leveled[]): Leveled {
  const language = routeLanguage(alone);
  const later = done.filter((other) => hostsOverlap(alone.host, other.alone.host) && overlap(language, other.language));
  const highest = Math.max(0, ...later.map(({ level }) => level));
  const longest = later.every((other) => ruleStyles.every((style) => ruleLength(alone, style) > ruleLength(other.alone, style)));
  return { said, alone, language, level: highest === 0 && longest ? 0 : highest + 1 };
}
