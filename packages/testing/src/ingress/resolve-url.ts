import { answerOfConforming } from "./conforming.ts";
import { answerOfNginx } from "./nginx.ts";
import type { Answer, IngressObject, MiddlewareObject } from "./objects.ts";
import { answerOfTraefik } from "./traefik.ts";

/** A kind of Ingress controller: Traefik as it comes, Traefik set to whole elements, ingress-nginx, or any that keeps to Kubernetes' own words. */
export type Controller = "traefik" | "traefik-strict" | "nginx" | "conforming";

/** What a cluster has for a controller to read. */
export interface Routing {
  readonly ingresses: readonly IngressObject[];
  /** @default none */
  readonly middlewares?: readonly MiddlewareObject[];
}

/** Which Service a controller asks for an address, by the objects in a cluster; nothing where it answers 404 itself. */
export function resolveUrl({ ingresses, middlewares = [] }: Routing, controller: Controller, url: string): Answer | undefined {
  const { hostname: host } = new URL(url);
  // The path as it was sent: an URL would resolve dots and more.
  const [path = "/"] = (/^[a-z]+:\/\/[^/?#]*([^?#]*)/.exec(url)?.[1] ?? "/").split(/[?#]/);
  const request = { host, path: path === "" ? "/" : path };
  if (controller === "nginx") return answerOfNginx(ingresses, request);
  if (controller === "conforming") return answerOfConforming(ingresses, request);
  return answerOfTraefik(ingresses, middlewares, controller === "traefik-strict", request);
}
