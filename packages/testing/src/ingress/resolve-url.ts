import { answerOfConforming } from "./conforming.ts";
import { answerOfNginx } from "./nginx.ts";
import type { Answer, Routing } from "./objects.ts";
import { requestOf } from "./request.ts";
import { traefikAnswers } from "./traefik.ts";

/** A kind of Ingress controller: Traefik as it comes, Traefik set to whole elements, ingress-nginx, or any that keeps to Kubernetes' own words. */
export type Controller = "traefik" | "traefik-strict" | "nginx" | "conforming";

/**
 * Which Service a controller asks for an address, by the objects in a cluster; nothing where it answers 404 itself.
 * @throws TypeError for what is no URL
 */
export function resolveUrl(routing: Routing, controller: Controller, url: string): Answer | undefined {
  if (controller === "nginx") return answerOfNginx(routing.ingresses, requestOf(url));
  if (controller === "conforming") return answerOfConforming(routing.ingresses, requestOf(url));
  const [first] = traefikAnswers(routing, { strict: controller === "traefik-strict", writing: "quoted" }, url);
  return first === undefined ? undefined : { service: first.service, port: first.port, path: first.path };
}
