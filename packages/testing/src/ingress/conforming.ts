import { answerOf, entriesOf } from "./objects.ts";
import type { Answer, IngressObject } from "./objects.ts";
import type { Request } from "./request.ts";

const EXACT_HOST = 0;
const STAR = 1;
const ANY_HOST = 2;

/**
 * What Kubernetes asks of every controller: the host that is named best; of its paths the exact one, else the prefix of most whole
 * elements. Paths whose meaning is left to the controller have none here.
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
 */
export function answerOfConforming(ingresses: readonly IngressObject[], { host, path }: Request): Answer | undefined {
  const all = entriesOf(ingresses).filter((entry) => matchesHost(entry.host, host));
  const rank = ({ host: name, said }: (typeof all)[number]): readonly number[] => [hostRank(name), said.pathType === "Exact" ? 0 : 1, -withoutSlash(said.path ?? "/").length];
  const taking = all.filter(({ said: { path: said = "/", pathType } }) => (pathType === "Exact" ? said === path : pathType === "Prefix" && conformingPrefix(said, path)));
  const [first] = taking.sort((one, other) => compare(rank(one), rank(other)));
  return first === undefined ? undefined : answerOf(first, path);
}

/** Whether a prefix takes a path, by whole elements. */
export function conformingPrefix(prefix: string, path: string): boolean {
  const whole = withoutSlash(prefix);
  return whole === "" || path === whole || path.startsWith(`${whole}/`);
}

/** Whether a host of an Ingress takes a host: a star stands for exactly one label. */
export function matchesHost(said: string | undefined, host: string): boolean {
  if (said === undefined || said === host) return true;
  return said.startsWith("*.") && host.includes(".") && host.slice(host.indexOf(".")) === said.slice(1);
}

/** The lower, the better a host is named. */
export function hostRank(said: string | undefined): number {
  if (said === undefined) return ANY_HOST;
  return said.startsWith("*.") ? STAR : EXACT_HOST;
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, "");
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) if (value !== other[index]) return value - (other[index] ?? 0);
  return 0;
}
