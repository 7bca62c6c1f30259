import { answerOf, entriesOf } from "./objects.ts";
import type { Answer, Entry, IngressObject, MiddlewareObject, Request } from "./objects.ts";

const ROUTER = "traefik.ingress.kubernetes.io/router";

interface Condition {
  /** As Traefik writes it: the length counts. */
  readonly text: string;
  readonly holds: (request: Request) => boolean;
}

/**
 * What Traefik does with a request: the router of the highest priority that takes it, which is the length of its rule unless
 * an annotation says another.
 * @see https://github.com/traefik/traefik/blob/v3.5/pkg/provider/kubernetes/ingress/kubernetes.go
 */
export function answerOfTraefik(ingresses: readonly IngressObject[], middlewares: readonly MiddlewareObject[], strict: boolean, request: Request): Answer | undefined {
  const routers = entriesOf(ingresses).map((entry) => {
    const conditions = [...hostCondition(entry.host), pathCondition(entry, strict)];
    const rule = conditions.map(({ text }) => text).join(" && ");
    return { entry, takes: conditions.every(({ holds }) => holds(request)), priority: Number(entry.annotations[`${ROUTER}.priority`] ?? rule.length) };
  });
  const [first] = routers.filter(({ takes }) => takes).sort((one, other) => other.priority - one.priority);
  return first === undefined ? undefined : answerOf(first.entry, stripped(first.entry, middlewares, request.path));
}

function hostCondition(host: string | undefined): readonly Condition[] {
  if (host === undefined) return [];
  if (!host.startsWith("*.")) return [{ text: `Host("${host}")`, holds: (request) => request.host === host }];
  const expression = `^[a-zA-Z0-9-]+${host.slice(1).replaceAll(".", "\\.")}$`;
  return [{ text: `HostRegexp(${JSON.stringify(expression)})`, holds: (request) => new RegExp(expression).test(request.host) }];
}

function pathCondition({ said: { path = "/", pathType }, annotations }: Entry, strict: boolean): Condition {
  const matcher = pathType === "Exact" ? "Path" : pathType === "Prefix" ? "PathPrefix" : (annotations[`${ROUTER}.pathmatcher`] ?? "PathPrefix");
  const text = `${matcher}(${JSON.stringify(path)})`;
  if (matcher === "PathRegexp") return { text, holds: (request) => new RegExp(path).test(request.path) };
  if (matcher === "Path") return { text, holds: (request) => request.path === path };
  if (!strict || pathType !== "Prefix" || path === "/") return { text, holds: (request) => request.path.startsWith(path) };
  const prefix = path.replace(/\/$/, "");
  return { text: `(Path("${prefix}") || PathPrefix("${prefix}/"))`, holds: (request) => request.path === prefix || request.path.startsWith(`${prefix}/`) };
}

function stripped({ annotations }: Entry, middlewares: readonly MiddlewareObject[], path: string): string {
  const names = (annotations[`${ROUTER}.middlewares`] ?? "").split(",").map((name) => name.replace("@kubernetescrd", ""));
  const prefixes = middlewares.filter(({ metadata: { name = "", namespace = "default" } }) => names.includes(`${namespace}-${name}`)).flatMap(({ spec }) => spec.stripPrefix?.prefixes ?? []);
  const prefix = prefixes.find((each) => path.startsWith(each));
  return prefix === undefined ? path : `/${path.slice(prefix.length).replace(/^\//, "")}`;
}
