import type { Problem } from "@moorage/core";
import { routesProblems } from "@moorage/network";
import type { IngressRoutesSettings, KnownService, Route } from "@moorage/network";
import type { ApplicationArgs, IngressDescription } from "./application-args.ts";
import { certificateProblems } from "./certificate.ts";
import type { DataDescriptions } from "./data-description.ts";
import type { ServiceDescription } from "./service-description.ts";
import { optional } from "./optional.ts";
import { portsOf } from "./service-problems.ts";

/** Stands in a route to a service that is not there, which is a problem of its own. */
const UNKNOWN_PORT = 1;

type Services = ApplicationArgs<DataDescriptions>["services"];

/** Name of a service's Service in the cluster. */
function serviceNameOf(name: string, { exposure }: ServiceDescription): string {
  return exposure === false ? name : (exposure?.serviceName ?? name);
}

/** The Services that routes may lead to. */
export function knownServices(services: Services): readonly KnownService[] {
  return Object.entries(services).flatMap(([service, description]) => {
    const { exposure } = description;
    if (exposure === false) return [];
    const ports = portsOf(description).map(({ port }) => port);
    const own = exposure?.ports?.map(({ port }) => port) ?? (exposure?.port === undefined ? ports : [exposure.port]);
    return [{ name: serviceNameOf(service, description), ports: own }];
  });
}

/** An ingress as its component takes it: every route with its port, every default filled in. */
export function ingressSettings({ routes, className, transform, tls: described, ...settings }: IngressDescription, { platform, services }: Pick<ApplicationArgs<DataDescriptions>, "platform" | "services">): IngressRoutesSettings {
  const plainTls = described === undefined ? undefined : { ...optional("secretName", described.secretName), ...optional("issuer", described.issuer) };
  const known = new Map(knownServices(services).map(({ name, ports }) => [name, ports]));
  const tls = plainTls ?? (platform.certificateIssuer === undefined ? undefined : { issuer: platform.certificateIssuer });
  return {
    ...settings,
    ...(tls === undefined ? {} : { tls }),
    className: className ?? platform.ingressClass,
    routes: routes.map((route): Route => {
      const description = services[route.service];
      const service = description === undefined ? route.service : serviceNameOf(route.service, description);
      return { ...route, service, owner: route.owner ?? route.service, port: route.port ?? known.get(service)?.[0] ?? UNKNOWN_PORT };
    }),
  };
}

/** Everything that is wrong with the way in, routes that lead nowhere included. */
export function ingressProblems(name: string, ingress: IngressDescription, args: Pick<ApplicationArgs<DataDescriptions>, "platform" | "services">): readonly Problem[] {
  const routes = routesProblems(name, ingressSettings(ingress, args), { rules: args.platform.rules, knownServices: knownServices(args.services) });
  return [...routes, ...certificateProblems(name, ingress.tls ?? {})];
}

/** Names of the services that are reached from outside: by a route, or at an address of their own. */
export function openServices({ ingress, services }: Pick<ApplicationArgs<DataDescriptions>, "ingress" | "services">): ReadonlySet<string> {
  const own = Object.entries(services).flatMap(([name, { exposure }]) => (exposure === false || (exposure?.type ?? "ClusterIP") === "ClusterIP" ? [] : [name]));
  return new Set([...(ingress?.routes.map(({ service }) => service) ?? []), ...own]);
}
