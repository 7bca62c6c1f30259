import type { IngressPart, SpokenPath } from "../src/dialect.ts";
import { hostMatches, hostRank } from "../src/host-match.ts";

/** What ingress-nginx does with a request. */
export interface Answer {
  readonly said: SpokenPath;
  /** The path that the backend is asked for. */
  readonly asked: string;
}

const NGINX = "nginx.ingress.kubernetes.io";

/** The answer of ingress-nginx: the server of the host, then of its locations the first that takes the path. */
export function answer(parts: readonly IngressPart[], host: string, url: string): Answer | undefined {
  const all = parts.flatMap(({ annotations, paths }) => paths.map((said) => ({ said, annotations })));
  const server = all.map(({ said }) => said.route.host).filter((each) => hostMatches(each, host)).sort((one, other) => hostRank(one) - hostRank(other))[0];
  const locations = all.filter(({ said }) => said.route.host === server && hostMatches(server, host));
  const expressions = locations.some(({ annotations }) => annotations[`${NGINX}/use-regex`] === "true" || annotations[`${NGINX}/rewrite-target`] !== undefined);
  if (!expressions) return plainAnswer(locations.map(({ said }) => said), url);
  const byLength = [...locations].sort(({ said: { path: one } }, { said: { path: other } }) => other.length - one.length || (one < other ? 1 : -1));
  for (const { said, annotations } of byLength) {
    const found = new RegExp(`^${said.path}`, "i").exec(url);
    if (found !== null) return { said, asked: annotations[`${NGINX}/rewrite-target`]?.replace("$2", found[2] ?? "") ?? url };
  }
  return undefined;
}

/** Where no path is an expression: the exact one, then the longest prefix by whole elements. */
function plainAnswer(locations: readonly SpokenPath[], url: string): Answer | undefined {
  const exact = locations.find(({ pathType, path }) => pathType === "Exact" && path === url);
  const prefixes = locations.filter(({ pathType, path }) => pathType === "Prefix" && (path === "/" || url === path || url.startsWith(`${path}/`)));
  const said = exact ?? prefixes.sort((one, other) => other.path.length - one.path.length)[0];
  return said === undefined ? undefined : { said, asked: url };
}
