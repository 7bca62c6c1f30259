import { conformingPrefix, hostRank, matchesHost } from "./conforming.ts";
import { answerOf, entriesOf } from "./objects.ts";
import type { Answer, Entry, IngressObject } from "./objects.ts";
import type { Request } from "./request.ts";

const NGINX = "nginx.ingress.kubernetes.io";

/**
 * What ingress-nginx does with a request: the server of its host; of that the exact location, else the longest prefix; and where
 * any path of the host is an expression, all are, without regard to case, the longest text first.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/ingress-path-matching/
 */
export function answerOfNginx(ingresses: readonly IngressObject[], { host, path }: Request): Answer | undefined {
  const all = entriesOf(ingresses).filter((entry) => matchesHost(entry.host, host));
  const best = Math.min(...all.map((entry) => hostRank(entry.host)));
  const locations = all.filter((entry) => hostRank(entry.host) === best);
  return locations.some(isExpression) ? byExpression(locations, path) : byPath(locations, path);
}

function isExpression({ annotations }: Entry): boolean {
  return annotations[`${NGINX}/use-regex`] === "true" || annotations[`${NGINX}/rewrite-target`] !== undefined;
}

function byExpression(locations: readonly Entry[], path: string): Answer | undefined {
  const longest = [...locations].sort(({ said: { path: one = "/" } }, { said: { path: other = "/" } }) => other.length - one.length || (one < other ? 1 : -1));
  for (const entry of longest) {
    const found = new RegExp(`^${entry.said.path ?? "/"}`, "i").exec(path);
    const target = entry.annotations[`${NGINX}/rewrite-target`];
    if (found !== null) return answerOf(entry, target === undefined ? path : target.replace(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? ""));
  }
  return undefined;
}

function byPath(locations: readonly Entry[], path: string): Answer | undefined {
  const exact = locations.find(({ said }) => said.pathType === "Exact" && said.path === path);
  const [prefix] = locations.filter(({ said }) => said.pathType !== "Exact" && conformingPrefix(said.path ?? "/", path)).sort((one, other) => (other.said.path ?? "/").length - (one.said.path ?? "/").length);
  const entry = exact ?? prefix;
  return entry === undefined ? undefined : answerOf(entry, path);
}
