/** One way from a host and a path to a Service. */
export interface Route {
  /** Host name; `*.` in front stands for one label. @default the host of the Ingress */
  readonly host?: string;
  /** Path, or regular expression of RE2 that the whole path must match. It begins with `/`. */
  readonly path: string;
  /**
   * `exact`: this path alone. `prefix`: it and all below it, by whole elements: `/api` is not in `/apix`. `regex`: what the whole
   * path must match. @default prefix
   */
  readonly match?: "exact" | "prefix" | "regex";
  /** Name of the Service. */
  readonly service: string;
  /** TCP port of the Service, 1 to 65535. */
  readonly port: number;
  /** Who asked for it, for messages. @default the service */
  readonly owner?: string;
  /** Whether the backend is asked without the prefix. @default false: it is asked as the client asked */
  readonly stripPrefix?: boolean;
}

/** A path without the slash at its end, which means nothing in a prefix. */
export function withoutSlash(path: string): string {
  return path.replace(/\/+$/, "") || "/";
}

/**
 * Whether a route is for the path of a URL, as Kubernetes defines it.
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
 * @throws SyntaxError for a regular expression that is none
 * @example
 * ```ts
 * import { matches } from "@moorage/network";
 *
 * const answers = matches({ path: "/api" }, "/api/users");
 * ```
 */
export function matches({ path, match = "prefix" }: Pick<Route, "path" | "match">, url: string): boolean {
  if (match === "exact") return url === path;
  if (match === "regex") return new RegExp(`^(?:${path})$`).test(url);
  const prefix = withoutSlash(path);
  return prefix === "/" || url === prefix || url.startsWith(`${prefix}/`);
}
