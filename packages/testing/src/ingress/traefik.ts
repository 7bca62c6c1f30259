import { answerOf, entriesOf } from "./objects.ts";
import type { Answer, Entry, MiddlewareObject, Routing } from "./objects.ts";
import { requestOf } from "./request.ts";
import type { Request } from "./request.ts";

const ROUTER = "traefik.ingress.kubernetes.io/router";

/** What one Traefik does that another does not: by its settings and by its age. */
export interface TraefikKind {
  /** Whether it is set to `strictPrefixMatching`: prefixes go by whole elements. */
  readonly strict: boolean;
  /** Hosts with a star as they are; or with anchors; or with anchors, and every text as Go writes it, each backslash twice. */
  readonly writing: "plain" | "anchored" | "quoted";
}

/** Every kind of Traefik. */
export const traefikKinds: readonly TraefikKind[] = Object.freeze([false, true].flatMap((strict) => (["plain", "anchored", "quoted"] as const).map((writing) => ({ strict, writing }))));

/** What one router of Traefik would answer. */
export interface TraefikAnswer extends Answer {
  /** Its rule, as Traefik writes it. */
  readonly rule: string;
  /** The higher, the earlier it is asked; which of two equal ones is asked first nobody knows. */
  readonly priority: number;
}

interface Condition {
  /** As Traefik writes it: the length counts. */
  readonly text: string;
  readonly holds: (request: Request) => boolean;
}

/**
 * What every router of Traefik that takes an address would answer, the one that does first: it has the highest priority, which is
 * the length of its rule unless an annotation says another.
 * @throws TypeError for what is no URL
 * @see https://github.com/traefik/traefik/blob/v3.5/pkg/provider/kubernetes/ingress/kubernetes.go
 */
export function traefikAnswers({ ingresses, middlewares = [] }: Routing, kind: TraefikKind, url: string): readonly TraefikAnswer[] {
  const request = requestOf(url);
  const answers = entriesOf(ingresses).flatMap((entry): readonly TraefikAnswer[] => {
    const conditions = [...hostCondition(entry.host, kind), pathCondition(entry, kind)];
    if (!conditions.every(({ holds }) => holds(request))) return [];
    const rule = conditions.map(({ text }) => text).join(" && ");
    return [{ ...answerOf(entry, stripped(entry, middlewares, request.path)), rule, priority: Number(entry.annotations[`${ROUTER}.priority`] ?? rule.length) }];
  });
  return answers.sort((one, other) => other.priority - one.priority);
}

function hostCondition(host: string | undefined, { writing }: TraefikKind): readonly Condition[] {
  if (host === undefined) return [];
  if (!host.startsWith("*.")) return [{ text: `Host(${written(host, writing)})`, holds: (request) => request.host === host }];
  const label = `[a-zA-Z0-9-]+${host.slice(1).replaceAll(".", "\\.")}`;
  const expression = writing === "plain" ? label : `^${label}$`;
  return [{ text: `HostRegexp(${written(expression, writing)})`, holds: (request) => new RegExp(expression).test(request.host) }];
}

function pathCondition({ said: { path = "/", pathType }, annotations }: Entry, { strict, writing }: TraefikKind): Condition {
  const matcher = pathType === "Exact" ? "Path" : pathType === "Prefix" ? "PathPrefix" : (annotations[`${ROUTER}.pathmatcher`] ?? "PathPrefix");
  const text = `${matcher}(${written(path, writing)})`;
  if (matcher === "PathRegexp") return { text, holds: (request) => new RegExp(path).test(request.path) };
  if (matcher === "Path") return { text, holds: (request) => request.path === path };
  if (!strict || pathType !== "Prefix" || path === "/") return { text, holds: (request) => request.path.startsWith(path) };
  const prefix = path.replace(/\/$/, "");
  return {
    text: `(Path(${written(prefix, writing)}) || PathPrefix(${written(`${prefix}/`, writing)}))`,
    holds: (request) => request.path === prefix || request.path.startsWith(`${prefix}/`),
  };
}

function written(text: string, writing: TraefikKind["writing"]): string {
  return writing === "quoted" ? JSON.stringify(text) : `\`${text}\``;
}

function stripped({ annotations }: Entry, middlewares: readonly MiddlewareObject[], path: string): string {
  const names = (annotations[`${ROUTER}.middlewares`] ?? "").split(",").map((name) => name.replace("@kubernetescrd", ""));
  const prefixes = middlewares.filter(({ metadata: { name = "", namespace = "default" } }) => names.includes(`${namespace}-${name}`)).flatMap(({ spec }) => spec.stripPrefix?.prefixes ?? []);
  const prefix = prefixes.find((each) => path.startsWith(each));
  return prefix === undefined ? path : `/${path.slice(prefix.length).replace(/^\//, "")}`;
}
