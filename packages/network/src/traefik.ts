import { plainPath } from "./dialect.ts";
import type { Dialect, IngressPart, SpokenPath } from "./dialect.ts";
import { hostsOverlap } from "./host-match.ts";
import { PathAutomaton } from "./path-automaton.ts";
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
 * Unless the controller is set to `strictPrefixMatching`, a prefix is a text to Traefik: `/api` takes `/apix` too, where no
 * other route does.
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/stripprefix/
 */
export const traefik: Dialect = {
  problems: () => [],
  parts: (routes) => {
    const parts = new Map<string, Group>();
    for (const { route, level } of levels(routes)) {
      const strips = route.stripPrefix === true ? withoutSlash(route.path) : undefined;
      const suffix = `${strips === undefined ? "" : `-strip-${pathSlug(strips)}`}${level === 0 ? "" : `-priority-${level}`}`;
      const part = parts.get(suffix) ?? { level, strips, routes: [] };
      part.routes.push(route);
      parts.set(suffix, part);
    }
    return [...parts].sort(([one], [other]) => Number(one !== "") - Number(other !== "")).map(([suffix, group]) => partOf(suffix, group));
  },
};

interface Group {
  readonly level: number;
  readonly strips: string | undefined;
  readonly routes: Route[];
}

interface Leveled {
  readonly route: Route;
  readonly language: PathAutomaton;
  /** 0 for the length of the rule; the higher, the earlier. */
  readonly level: number;
}

function partOf(suffix: string, { level, strips, routes }: Group): IngressPart {
  const annotations = {
    ...(level === 0 ? {} : { [`${ROUTER}.priority`]: String(PRIORITY + level) }),
    ...(routes.some(({ match }) => match === "regex") ? { [`${ROUTER}.pathmatcher`]: "PathRegexp" } : {}),
  };
  return { suffix, annotations, paths: routes.map(spoken), ...(strips === undefined ? {} : { strips }) };
}

function spoken(route: Route): SpokenPath {
  return route.match === "regex" ? { ...plainPath(route), path: anchored(route.path) } : plainPath(route);
}

/** The lowest level of each route at which it comes before every later route that takes some of its requests. */
function levels(routes: readonly Route[]): readonly Leveled[] {
  const done: Leveled[] = [];
  for (const route of [...routes].reverse()) {
    const language = textLanguage(route);
    const later = done.filter((other) => hostsOverlap(route.host, other.route.host) && overlap(language, other.language));
    const highest = Math.max(0, ...later.map(({ level }) => level));
    const longest = later.every((other) => ruleStyles.every((style) => ruleLength(route, style) > ruleLength(other.route, style)));
    done.unshift({ route, language, level: highest === 0 && longest ? 0 : highest + 1 });
  }
  return done;
}

/** The paths that Traefik takes for a route, where a prefix is a text. */
function textLanguage(route: Route): PathAutomaton {
  const { path, match = "prefix" } = route;
  return match === "prefix" ? PathAutomaton.beginningWith(withoutSlash(path)) : routeLanguage(route);
}
