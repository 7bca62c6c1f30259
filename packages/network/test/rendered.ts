import { Recorder } from "@moorage/testing";
import type { IngressObject, MiddlewareObject, Routing } from "@moorage/testing";
import { IngressRoutes } from "../src/index.ts";
import type { Route } from "../src/index.ts";
import { withoutSlash } from "../src/route.ts";
import { INGRESS, MIDDLEWARE, namespaceOf } from "./made.ts";

/** The objects of routes, as they are registered for the controller of a class. */
export async function rendered(className: string, routes: readonly Route[]): Promise<Routing> {
  const recorder = await Recorder.start();
  new IngressRoutes("shop", { namespace: namespaceOf("shop"), className, routes });
  const inputsOf = async (type: string): Promise<readonly unknown[]> => (await recorder.ofType(type)).map(({ inputs }) => inputs);
  return { ingresses: (await inputsOf(INGRESS)) as readonly IngressObject[], middlewares: (await inputsOf(MIDDLEWARE)) as readonly MiddlewareObject[] };
}

/** Routes each with a Service of its own, which tells by whom a request was answered. */
export function told(routes: readonly Route[]): readonly Route[] {
  return routes.map((route, index) => ({ ...route, service: `${route.service}-${index}` }));
}

/** What the Service of a route is to be asked, and for which path. */
export function meant(route: Route | undefined, url: string): object | undefined {
  if (route === undefined) return undefined;
  const { service, port, stripPrefix = false, path } = route;
  return { service, port, path: stripPrefix ? `/${url.slice(withoutSlash(path).length).replace(/^\//, "")}` : url };
}
