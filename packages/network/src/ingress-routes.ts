import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component, InputError, commonLabels } from "@moorage/core";
import type { Labels } from "@moorage/core";
import type { IngressPart } from "./dialect.ts";
import { dialectOf } from "./dialects.ts";
import { hostedRoutes, hostsOf } from "./hosted-routes.ts";
import type { IngressRoutesArgs } from "./ingress-routes-args.ts";
import { rulesOf } from "./ingress-spec.ts";
import { orderedRoutes } from "./route-order.ts";
import { routesProblems } from "./routes-problems.ts";

const ISSUER = "cert-manager.io/cluster-issuer";
const MIDDLEWARES = "traefik.ingress.kubernetes.io/router.middlewares";
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
  /** Its objects; mostly one, with Traefik mostly two. */
  readonly ingresses: readonly k8s.networking.v1.Ingress[];
  /** What takes prefixes away for Traefik; mostly none. */
  readonly middlewares: readonly k8s.apiextensions.CustomResource[];
  /** Every host that it is for. */
  readonly hosts: readonly string[];

  /** @throws InputError naming everything that is wrong with the routes */
  constructor(name: string, args: IngressRoutesArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = routesProblems(name, args, args);
    if (problems.length > 0) throw new InputError(problems);
    super("network:IngressRoutes", name, opts);
    const ordered = orderedRoutes(hostedRoutes(args));
    const labels = { ...args.labels, ...commonLabels({ name, ...(args.partOf === undefined ? {} : { partOf: args.partOf }) }) };
    const objects = dialectOf(args.className).parts(ordered).map((part): Placed => {
      const full = `${name}${part.suffix}`;
      return { part, full, middleware: part.strips === undefined ? undefined : this.#middleware(full, part.strips, labels, args) };
    });
    this.hosts = hostsOf(ordered);
    this.middlewares = objects.flatMap(({ middleware }) => middleware ?? []);
    this.ingresses = objects.map((each, index) => this.#ingress(each, { labels, secretName: args.tls?.secretName ?? `${name}-tls`, first: index === 0 }, args));
    this.registerOutputs({ hosts: this.hosts });
  }

  #ingress({ part, full, middleware }: Placed, { labels, secretName, first }: Shared, args: IngressRoutesArgs): k8s.networking.v1.Ingress {
    const annotations = {
      ...args.annotations,
      ...part.annotations,
      ...(middleware === undefined ? {} : { [MIDDLEWARES]: [args.annotations?.[MIDDLEWARES] ?? [], `${args.namespace.plainName}-${full}@kubernetescrd`].flat().join(",") }),
      // cert-manager makes a Certificate for each Ingress that asks for one, and two for one Secret would fight over it.
      ...(first && args.tls?.issuer !== undefined ? { [ISSUER]: args.tls.issuer } : {}),
      ...(args.awaitAddress === false ? { [SKIP_AWAIT]: "true" } : {}),
    };
    const made: k8s.networking.v1.IngressArgs = {
      metadata: { name: full, namespace: args.namespace.name, labels, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
      spec: {
        ingressClassName: args.className,
        ...(args.tls === undefined ? {} : { tls: [{ hosts: [...this.hosts], secretName }] }),
        rules: rulesOf(part),
      },
    };
    return new k8s.networking.v1.Ingress(full, args.transform?.(made) ?? made, this.child(middleware === undefined ? {} : { dependsOn: [middleware] }));
  }

  /** Traefik takes a prefix away by an object of its own kind, which the Ingress names. */
  #middleware(full: string, prefix: string, labels: Labels, { namespace }: IngressRoutesArgs): k8s.apiextensions.CustomResource {
    const metadata = { name: full, namespace: namespace.name, labels };
    return new k8s.apiextensions.CustomResource(full, { apiVersion: "traefik.io/v1alpha1", kind: "Middleware", metadata, spec: { stripPrefix: { prefixes: [prefix] } } }, this.child());
  }
}

/** One object and what it needs beside it. */
interface Placed {
  readonly part: IngressPart;
  readonly full: string;
  readonly middleware: k8s.apiextensions.CustomResource | undefined;
}

/** What all objects of a component have in common. */
interface Shared {
  readonly labels: Labels;
  readonly secretName: string;
  /** Whether it is the first of them. */
  readonly first: boolean;
}
