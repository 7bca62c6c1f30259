import * as pulumi from "@pulumi/pulumi";
import type { NamespaceReference, Problem, Selectable } from "@moorage/core";
import type { Route } from "../src/index.ts";

/** Type tokens of what this package makes. */
export const SERVICE = "kubernetes:core/v1:Service";
export const SLICE = "kubernetes:discovery.k8s.io/v1:EndpointSlice";
export const INGRESS = "kubernetes:networking.k8s.io/v1:Ingress";
export const MIDDLEWARE = "kubernetes:traefik.io/v1alpha1:Middleware";

/** Pods with two ports. */
export const target: Selectable = {
  namespace: "shop",
  selector: { app: "web" },
  labels: { app: "web", tier: "front" },
  ports: [{ name: "http", port: 8000 }, { name: "metrics", port: 9100 }],
};

/** A namespace whose name in the cluster is told from the one that is known before. */
export function namespaceOf(plainName: string): NamespaceReference {
  return { plainName, name: pulumi.output(plainName) };
}

/** A route of which only the path matters. */
export function route(path: string, match?: Route["match"], more: Partial<Route> = {}): Route {
  return { path, service: "web", port: 80, ...(match === undefined ? {} : { match }), ...more };
}

/** Path without the component, and what is said of it. */
export function lines(component: string, problems: readonly Problem[]): readonly string[] {
  return problems.map(({ path, problem }) => `${path.replace(`${component}: `, "")}: ${problem}`);
}

/** What an object is called and carries. */
export interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An Ingress as it was registered. */
export interface IngressInputs {
  readonly metadata: Metadata;
  readonly spec: {
    readonly ingressClassName: string;
    readonly tls?: readonly { readonly hosts: readonly string[]; readonly secretName: string }[];
    readonly rules: readonly {
      readonly host?: string;
      readonly http: { readonly paths: readonly { readonly path: string; readonly pathType: string; readonly backend: { readonly service: { readonly name: string; readonly port: { readonly number: number } } } }[] };
    }[];
  };
}
