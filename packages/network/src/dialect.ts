import type { Problem } from "@moorage/core";
import type { IngressRoutesSettings } from "./ingress-routes-args.ts";
import { withoutSlash } from "./route.ts";
import type { Route } from "./route.ts";

/** A path as an Ingress object says it. */
export interface SpokenPath {
  /** What it says. */
  readonly route: Route;
  /** The path in the controller's words. */
  readonly path: string;
  /** How the path is meant. */
  readonly pathType: "Exact" | "Prefix" | "ImplementationSpecific";
}

/** One Ingress object: paths that share their annotations. */
export interface IngressPart {
  /** What its name ends in; nothing for an object that needs no more than its paths. */
  readonly suffix: string;
  /** What the controller is told about all of it. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Its paths, in order. */
  readonly paths: readonly SpokenPath[];
  /** Prefix that a Traefik Middleware takes away. @default none */
  readonly strips?: string;
}

/** How one kind of controller is told what routes mean. */
export interface Dialect {
  /** What it cannot be told. */
  problems(prefix: string, settings: IngressRoutesSettings): readonly Problem[];
  /** The objects that say it; one where that is enough. The routes are in order and without problems. */
  parts(routes: readonly Route[]): readonly IngressPart[];
}

/** A route that needs no words of a controller's own. */
export function plainPath(route: Route): SpokenPath {
  const { path, match = "prefix" } = route;
  if (match === "prefix") return { route, path: withoutSlash(path), pathType: "Prefix" };
  return { route, path, pathType: match === "exact" ? "Exact" : "ImplementationSpecific" };
}
