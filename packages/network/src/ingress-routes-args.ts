import type * as k8s from "@pulumi/kubernetes";
import type { EnvironmentRules, Labels, NamespaceReference } from "@moorage/core";
import type { KnownService } from "./route-problems.ts";
import type { Route } from "./route.ts";

/** Where an Ingress's certificate comes from. */
export interface TlsSettings {
  /** Secret with the certificate and its key. @default the component's name and `-tls` */
  readonly secretName?: string;
  /** cert-manager ClusterIssuer that fills the Secret. @default none: somebody else fills it */
  readonly issuer?: string;
}

/** What is known of an Ingress before anything is made. */
export interface IngressRoutesSettings {
  /** Class of the controller; `traefik`, `nginx` and what begins so with a `-` after it are spoken to in their own words. */
  readonly className: string;
  /** Host of every route that names none. @default every host */
  readonly host?: string;
  /** Routes in any order: they are sorted from specific to general. */
  readonly routes: readonly Route[];
  /** Certificate for all hosts. @default none: plain HTTP */
  readonly tls?: TlsSettings;
  /** Annotations that the controller reads, for all its objects. @default none; never one that rewrites, unless a route asks for it */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What an Ingress over many Services needs. */
export interface IngressRoutesArgs extends IngressRoutesSettings {
  /** Namespace of the Services. */
  readonly namespace: NamespaceReference;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
  /** Further labels. @default none */
  readonly labels?: Labels;
  /** Whether an address is waited for; not where no controller will ever give one. @default true */
  readonly awaitAddress?: boolean;
  /** What the environment insists on. @default nothing is insisted on */
  readonly rules?: EnvironmentRules;
  /** The Services that there are. @default unknown: routes may lead anywhere */
  readonly knownServices?: readonly KnownService[];
  /** Changes each Ingress before it is registered. @default none */
  readonly transform?: (args: k8s.networking.v1.IngressArgs) => k8s.networking.v1.IngressArgs;
}
