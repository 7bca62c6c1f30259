import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component, InputError, commonLabels } from "@moorage/core";
import type { Labels } from "@moorage/core";
import type { IngressPart } from "./dialect.ts";
import { dialectOf } from "./dialects.ts";
import type { IngressRoutesArgs, IngressRoutesSettings } from "./ingress-routes-args.ts";
import { orderedRoutes } from "./route-order.ts";
import { routesProblems } from "./routes-problems.ts";

const ISSUER = "cert-manager.io/cluster-issuer";
const SKIP_AWAIT = "pulumi.com/skipAwait";

/**
 * The way in to one application: many hosts and paths over many Services, sorted from specific to general. It is one Ingress
 * object, unless the controller has to be told something about some of the paths.
 * @example
 * ```ts
 * import { IngressRoutes } from "@moorage/network";
 *
 * new IngressRoutes("shop", {
 *   namespace,
 *   className: "traefik",
 *   host: "shop.example.com",
 *   routes: [{ path: "/", service: "front", port: 80 }, { path: "/api", service: "api", port: 5000 }],
 * }, opts);
 * ```
 */
export class IngressRoutes extends Component {
  /** Its objects; mostly one. */
  readonly ingresses: readonly k8s.networking.v1.Ingress[];
  /** Every host that it is for. */
  readonly hosts: readonly string[];

  /** @throws InputError naming everything that is wrong with the routes */
  constructor(name: string, args: IngressRoutesArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = routesProblems(name, args, args);
    if (problems.length > 0) throw new InputError(problems);
    super("network:IngressRoutes", name, opts);
    this.hosts = hostsOf(args);
    const labels = { ...commonLabels({ name, ...(args.partOf === undefined ? {} : { partOf: args.partOf }) }), ...args.labels };
    const ordered = orderedRoutes(args.routes.map((route) => ({ ...(args.host === undefined ? {} : { host: args.host }), ...route })));
    this.ingresses = dialectOf(args.className).parts(ordered).map((part) => this.#ingress(name, part, labels, args));
    this.registerOutputs({ hosts: this.hosts });
  }

  #ingress(name: string, part: IngressPart, labels: Labels, args: IngressRoutesArgs): k8s.networking.v1.Ingress {
    const full = `${name}${part.suffix}`;
    const middleware = part.strips === undefined ? {} : this.#stripping(full, part.strips, labels, args);
    const annotations = { ...args.annotations, ...part.annotations, ...middleware, ...(args.tls?.issuer === undefined ? {} : { [ISSUER]: args.tls.issuer }), ...(args.awaitAddress === false ? { [SKIP_AWAIT]: "true" } : {}) };
    const made: k8s.networking.v1.IngressArgs = {
      metadata: { name: full, namespace: args.namespace.name, labels, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
      spec: {
        ingressClassName: args.className,
        ...(args.tls === undefined ? {} : { tls: [{ hosts: [...this.hosts], secretName: args.tls.secretName ?? `${name}-tls` }] }),
        rules: rulesOf(part),
      },
    };
    return new k8s.networking.v1.Ingress(full, args.transform?.(made) ?? made, this.child());
  }

  /** Traefik takes a prefix away by an object of its own kind, which the Ingress names. */
  #stripping(name: string, prefix: string, labels: Labels, { namespace }: IngressRoutesArgs): Readonly<Record<string, string>> {
    const middleware = `${name}-strip`;
    new k8s.apiextensions.CustomResource(
      middleware,
      { apiVersion: "traefik.io/v1alpha1", kind: "Middleware", metadata: { name: middleware, namespace: namespace.name, labels }, spec: { stripPrefix: { prefixes: [prefix] } } },
      this.child(),
    );
    return { "traefik.ingress.kubernetes.io/router.middlewares": `${namespace.plainName}-${middleware}@kubernetescrd` };
  }
}

function hostsOf({ host, routes }: IngressRoutesSettings): readonly string[] {
  return [...new Set([...(host === undefined ? [] : [host]), ...routes.flatMap((route) => route.host ?? [])])];
}

/** One rule for each host, its paths in order. */
function rulesOf({ paths }: IngressPart): k8s.types.input.networking.v1.IngressRule[] {
  const byHost = new Map<string | undefined, k8s.types.input.networking.v1.HTTPIngressPath[]>();
  for (const { route, path, pathType } of paths) {
    const list = byHost.get(route.host) ?? [];
    list.push({ path, pathType, backend: { service: { name: route.service, port: { number: route.port } } } });
    byHost.set(route.host, list);
  }
  return [...byHost].map(([host, list]) => ({ ...(host === undefined ? {} : { host }), http: { paths: list } }));
}
