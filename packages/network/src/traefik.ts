import { plainPath } from "./dialect.ts";
import type { Dialect, IngressPart } from "./dialect.ts";
import { literalBeginning } from "./path-regex.ts";
import type { Route } from "./route.ts";

const ROUTER = "traefik.ingress.kubernetes.io/router";
/** Above whatever the length of a rule would give. */
const TOP_PRIORITY = 10_000;

/**
 * Traefik asks its routers by priority, which is the length of the rule's text unless an annotation says another, and
 * annotations are for a whole Ingress. Prefixes alone are right by their length; whatever is not gets an object of its own.
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
 */
export const traefik: Dialect = {
  problems: () => [],
  parts: (routes) => {
    if (routes.every(({ match = "prefix", stripPrefix = false }) => match === "prefix" && !stripPrefix)) return [{ suffix: "", annotations: {}, paths: routes.map(plainPath) }];
    return runs(routes).map((run, index): IngressPart => part(run, index));
  },
};

function part(run: readonly Route[], index: number): IngressPart {
  const [first] = run;
  const regex = first?.match === "regex";
  const annotations = { [`${ROUTER}.priority`]: String(TOP_PRIORITY - index), ...(regex ? { [`${ROUTER}.pathmatcher`]: "PathRegexp" } : {}) };
  const paths = run.map((route) => (regex ? { ...plainPath(route), path: `^${route.path.replace(/^\^|\$$/g, "")}$` } : plainPath(route)));
  return { suffix: index === 0 ? "" : `-${index + 1}`, annotations, paths, ...(first?.stripPrefix === true ? { strips: first.path } : {}) };
}

/** Routes that follow each other and may share an object, in which the length of the text decides. */
function runs(routes: readonly Route[]): readonly (readonly Route[])[] {
  const found: Route[][] = [];
  for (const route of routes) {
    const run = found.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && mayFollow(last, route)) run.push(route);
    else found.push([route]);
  }
  return found;
}

function mayFollow(last: Route, next: Route): boolean {
  const { match = "prefix" } = next;
  if ((last.match ?? "prefix") !== match || last.stripPrefix === true || next.stripPrefix === true) return false;
  if (match !== "regex" || last.path.length > next.path.length) return true;
  const [one, other] = [literalBeginning(last.path), literalBeginning(next.path)];
  return last.path.length === next.path.length && one.length === other.length && one !== other;
}
