/** One way from a host and a path to a Service. */
export interface Route {
  /** Host name; `*.` in front stands for one label. @default the host of the Ingress */
  readonly host?: string;
  /** Path, or regular expression of RE2 that the whole path must match. */
  readonly path: string;
  /**
   * `exact`: this path alone. `prefix`: it and all below it, by whole elements: `/api` is not in `/apix`. `regex`: what the whole
   * path must match. @default prefix
   */
  readonly match?: "exact" | "prefix" | "regex";
  /** Name of the Service. */
  readonly service: string;
  /** Port of the Service. */
  readonly port: number;
  /** Who asked for it, for messages. @default the service */
  readonly owner?: string;
  /** Whether the backend is asked without the prefix. @default false: it is asked as the client asked */
  readonly stripPrefix?: boolean;
}

/** A path without the slash at its end, which means nothing in a prefix. */
export function withoutSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, "") || "/" : path;
}

/** Whether a route is for the path of a URL, as Kubernetes defines it. */
export function matches({ path, match = "prefix" }: Route, url: string): boolean {
  if (match === "exact") return url === path;
  if (match === "regex") return new RegExp(`^(?:${path})$`).test(url);
  const prefix = withoutSlash(path);
  return prefix === "/" || url === prefix || url.startsWith(`${prefix}/`);
}
