import type * as pulumi from "@pulumi/pulumi";
import type { IngressRoutesArgs, IngressRoutesSettings, Route, TlsSettings } from "@moorage/network";
import type { AppNamespaceSettings } from "@moorage/namespace";
import type { Platform } from "@moorage/platform";
import type { DataState } from "@moorage/data";
import type { DataDescriptions } from "./data-description.ts";
import type { JobDescription, ServiceDescription } from "./service-description.ts";

/** A route to one of the application's services. */
export interface RouteDescription extends Omit<Route, "port"> {
  /** Port of the Service. @default its first port */
  readonly port?: number;
}

/** Where the certificate of the way in comes from: an issuer, these two values, or a Secret that is there. */
export interface TlsDescription extends TlsSettings {
  /** Certificate, and those that lead to its authority behind it, as PEM; with `key`. @default none: others fill the Secret */
  readonly certificate?: pulumi.Input<string>;
  /** Private key of the certificate, as PEM; a secret from here on. @default none: others fill the Secret */
  readonly key?: pulumi.Input<string>;
}

/** The application's door to the outside. */
export interface IngressDescription extends Omit<IngressRoutesSettings, "className" | "routes" | "tls"> {
  /** Certificate for all hosts. @default the platform's issuer, else none: plain HTTP */
  readonly tls?: TlsDescription;
  /** Paths in any order; they are sorted from specific to general. */
  readonly routes: readonly RouteDescription[];
  /** Class of the controller. @default the platform's */
  readonly className?: string;
  /** Changes the Ingress before it is registered. @default none */
  readonly transform?: NonNullable<IngressRoutesArgs["transform"]>;
}

/** A whole system: its services, what they keep their data in, and the way in. */
export interface ApplicationArgs<D extends DataDescriptions> {
  /** Where it runs; decides how images get there and what is insisted on. */
  readonly platform: Platform;
  /** Name of its namespace in the cluster. @default the application's name */
  readonly namespace?: string;
  /** What differs from the defaults of every namespace it makes. @default nothing */
  readonly namespaceSettings?: Omit<AppNamespaceSettings, "name" | "partOf">;
  /** What it keeps its data in, by name. @default nothing */
  readonly data?: D;
  /** Its services, by name. */
  readonly services: Readonly<Record<string, ServiceDescription<Extract<keyof D, string>>>>;
  /** What it does by the clock, by name. @default nothing */
  readonly jobs?: Readonly<Record<string, JobDescription<Extract<keyof D, string>>>>;
  /** How it is reached from outside. @default not at all */
  readonly ingress?: IngressDescription;
  /** What its data was kept in at the last deployment: guards data against what would lose it. @default unknown */
  readonly previous?: Readonly<Record<string, DataState>>;
}
