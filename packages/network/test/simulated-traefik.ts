import { plainPath } from "../src/dialect.ts";
import type { IngressPart } from "../src/dialect.ts";
import { matches } from "../src/index.ts";
import type { Route } from "../src/index.ts";

/** What one Traefik does that another does not: by its settings and by its age. */
export interface TraefikKind {
  /** Whether prefixes go by whole elements. */
  readonly strict: boolean;
  /** Whether rules are written with Go's quotes and hosts with anchors. */
  readonly newer: boolean;
}

export const traefiks: readonly TraefikKind[] = [false, true].flatMap((strict) => [false, true].map((newer) => ({ strict, newer })));

interface Router {
  readonly route: Route;
  readonly strips: string | undefined;
  readonly rule: string;
  readonly priority: number;
  takes(host: string, path: string): boolean;
}

const ROUTER = "traefik.ingress.kubernetes.io/router";

/** Routers as Traefik makes them of Ingress objects, the first to be asked first. */
export function routersOf(parts: readonly IngressPart[], { strict, newer }: TraefikKind): readonly Router[] {
  const quoted = (text: string): string => (newer ? JSON.stringify(text) : `\`${text}\``);
  const routers = parts.flatMap(({ annotations, paths, strips }) =>
    paths.map(({ route, path, pathType }): Router => {
      const { host } = route;
      const rules: { readonly text: string; readonly takes: (host: string, path: string) => boolean }[] = [];
      if (host?.startsWith("*.") === true) {
        const text = `[a-zA-Z0-9-]+${host.slice(1).replaceAll(".", "\\.")}`;
        rules.push({ text: `HostRegexp(${quoted(newer ? `^${text}$` : text)})`, takes: (name) => new RegExp(newer ? `^${text}$` : text).test(name) });
      } else if (host !== undefined) {
        rules.push({ text: `Host(${quoted(host)})`, takes: (name) => name === host });
      }
      const matcher = pathType === "Exact" ? "Path" : pathType === "Prefix" ? "PathPrefix" : (annotations[`${ROUTER}.pathmatcher`] ?? "PathPrefix");
      if (matcher === "PathRegexp") rules.push({ text: `PathRegexp(${quoted(path)})`, takes: (_, url) => new RegExp(path).test(url) });
      else if (matcher === "Path") rules.push({ text: `Path(${quoted(path)})`, takes: (_, url) => url === path });
      else if (strict && path !== "/") {
        const prefix = path.replace(/\/$/, "");
        rules.push({ text: `(Path(${quoted(prefix)}) || PathPrefix(${quoted(`${prefix}/`)}))`, takes: (_, url) => url === prefix || url.startsWith(`${prefix}/`) });
      }
      else rules.push({ text: `PathPrefix(${quoted(path)})`, takes: (_, url) => url.startsWith(path) });
      const rule = rules.map(({ text }) => text).join(" && ");
      return { route, strips, rule, priority: Number(annotations[`${ROUTER}.priority`] ?? rule.length), takes: (name, url) => rules.every((each) => each.takes(name, url)) };
    }),
  );
  return routers.sort((one, other) => other.priority - one.priority);
}

/** Whether a request is for a route: by the host as this Traefik sees it, and by the path as Kubernetes defines it. */
export function takes(route: Route, kind: TraefikKind, host: string, path: string): boolean {
  const anyPath: Route = { ...route, path: "/", match: "prefix" };
  return matches(route, path) && routersOf([{ suffix: "", annotations: {}, paths: [plainPath(anyPath)] }], kind).some((router) => router.takes(host, path));
}
