import { plainPath } from "./dialect.ts";
import type { Dialect, IngressPart, SpokenPath } from "./dialect.ts";
import { overlap } from "./path-language.ts";
import type { PathAutomaton } from "./path-automaton.ts";
import { routeLanguage } from "./route-language.ts";
import { withoutSlash } from "./route.ts";
import type { Route } from "./route.ts";

const NGINX = "nginx.ingress.kubernetes.io";
/** Means nothing, and makes an expression longer. */
const PADDING = "(?:)";

/**
 * Once one path of a host is a regular expression, ingress-nginx takes all of them for such, without an end and whatever their
 * case, and asks the longest text first. So every path of such a host is said as the expression that it means, made longer
 * where it would be asked too late. Other hosts stay as they are.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/ingress-path-matching/
 * @see https://kubernetes.github.io/ingress-nginx/examples/rewrite/
 */
export const nginx: Dialect = {
  problems: () => [],
  parts: (routes) => {
    const hosts = new Set(routes.filter(needsExpression).map(({ host }) => host));
    const plain = routes.filter(({ host }) => !hosts.has(host)).map(plainPath);
    const spoken = expressions(routes.filter(({ host }) => hosts.has(host)));
    const regex = spoken.filter(({ route: { stripPrefix = false } }) => !stripPrefix);
    const stripped = spoken.filter(({ route: { stripPrefix = false } }) => stripPrefix);
    const useRegex = { [`${NGINX}/use-regex`]: "true" };
    const parts: readonly IngressPart[] = [
      { suffix: "", annotations: {}, paths: plain },
      // A host's first regular expression must not move its other paths to another object: two of them may not have the same path.
      { suffix: plain.length === 0 ? "" : "-regex", annotations: useRegex, paths: regex },
      { suffix: "-strip", annotations: { ...useRegex, [`${NGINX}/rewrite-target`]: "/$2" }, paths: stripped },
    ];
    return parts.filter(({ paths }) => paths.length > 0);
  },
};

function needsExpression({ match, stripPrefix = false }: Route): boolean {
  return match === "regex" || stripPrefix;
}

/** Each route as an expression that is longer than every later one that takes some of its requests. */
function expressions(routes: readonly Route[]): readonly SpokenPath[] {
  const done: (SpokenPath & { readonly language: PathAutomaton })[] = [];
  for (const route of [...routes].reverse()) {
    const language = routeLanguage(route);
    const later = done.filter((other) => other.route.host === route.host && overlap(language, other.language));
    const longest = Math.max(0, ...later.map(({ path }) => path.length));
    const said = expression(route);
    const missing = Math.max(0, longest + 1 - said.length);
    done.unshift({ route, path: said + PADDING.repeat(Math.ceil(missing / PADDING.length)), pathType: "ImplementationSpecific", language });
  }
  return done.map(({ route, path, pathType }) => ({ route, path, pathType }));
}

function expression({ path, match = "prefix", stripPrefix = false }: Route): string {
  if (match === "exact") return `${literal(path)}$`;
  if (match === "regex") return `${path}$`;
  const prefix = literal(withoutSlash(path));
  if (stripPrefix) return `${prefix}(/|$)(.*)`;
  return prefix === "/" ? "/" : `${prefix}(/|$)`;
}

function literal(path: string): string {
  return path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
