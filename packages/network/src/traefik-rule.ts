import { withoutSlash } from "./route.ts";
import type { Route } from "./route.ts";

/** What makes one Traefik write other rules than another. */
export interface RuleStyle {
  /** Whether it is set to `strictPrefixMatching`. */
  readonly strict: boolean;
  /** Hosts with a star as they are; or with anchors; or with anchors, and every text as Go writes it, each backslash twice. */
  readonly writing: "plain" | "anchored" | "quoted";
}

const writings = ["plain", "anchored", "quoted"] as const satisfies readonly RuleStyle["writing"][];

/** Every way in which a Traefik may write its rules. */
export const ruleStyles: readonly RuleStyle[] = Object.freeze([false, true].flatMap((strict) => writings.map((writing) => ({ strict, writing }))));

/**
 * Length of the rule that Traefik makes of a path, which is its priority. A prefix is spoken with a slash behind it.
 * @see https://github.com/traefik/traefik/blob/v3.5/pkg/provider/kubernetes/ingress/kubernetes.go
 */
export function ruleLength(route: Route, style: RuleStyle): number {
  const rule = [...hostRule(route.host, style), pathRule(route, style)].join(" && ");
  return rule.length + (style.writing === "quoted" ? rule.split("\\").length - 1 : 0);
}

/**
 * A regular expression for PathRegexp, which looks for it anywhere in the path. The API takes only what begins with a slash,
 * so one that may not be there stands before the anchor.
 */
export function anchored(expression: string): string {
  return `/{0}^${expression}$`;
}

function hostRule(host: string | undefined, { writing }: RuleStyle): readonly string[] {
  if (host === undefined) return [];
  if (!host.startsWith("*.")) return [`Host(\`${host}\`)`];
  const expression = `[a-zA-Z0-9-]+${host.slice(1).replaceAll(".", "\\.")}`;
  return [`HostRegexp(\`${writing === "plain" ? expression : `^${expression}$`}\`)`];
}

function pathRule({ path, match = "prefix" }: Route, { strict }: RuleStyle): string {
  if (match === "exact") return `Path(\`${path}\`)`;
  if (match === "regex") return `PathRegexp(\`${anchored(path)}\`)`;
  const prefix = withoutSlash(path);
  if (prefix === "/") return "PathPrefix(`/`)";
  return strict ? `(Path(\`${prefix}\`) || PathPrefix(\`${prefix}/\`))` : `PathPrefix(\`${prefix}/\`)`;
}
