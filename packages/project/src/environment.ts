import type { Application, IngressDescription } from "@moorage/app";
import { checkSettings } from "@moorage/config";
import type { ConfigSource, Settings, Values } from "@moorage/config";
import { InputError } from "@moorage/core";
import type { Problem } from "@moorage/core";
import type { DataState } from "@moorage/data";
import { renderingPlatform } from "@moorage/platform";
import type { Platform } from "@moorage/platform";

/** What data was kept in at the last deployment, by name. */
export type Previous = Readonly<Record<string, DataState>>;

/** How a project is run: for real, or only to be looked at. */
export interface RunOptions {
  /** Whether it is only looked at: nothing is reached, built or deployed. @default false */
  readonly rendering?: boolean;
  /** Finds out what data was kept in at the last deployment; called before any resource is made. @default it stays unknown */
  readonly previous?: () => Promise<Previous>;
}

/** What a program is told of where it runs. */
export interface Site {
  /** Name of the environment, such as `dev`; ends the names of namespaces. */
  readonly environment: string;
  /** What decides how images get there, which ingress class serves, and what is insisted on. */
  readonly platform: Platform;
  /** Folder of the project, which its sources are in. */
  readonly folder: string;
  /** What data was kept in at the last deployment. */
  readonly previous: Previous;
  /** Where the certificate of an Ingress comes from. @default no TLS, on a laptop with no certificate set */
  readonly tls?: NonNullable<IngressDescription["tls"]>;
}

/** A program: settings and place in, a deployed system out. */
export type Program<S extends Settings> = (values: Values<S>, site: Site) => Application | Promise<Application>;

/** What makes an environment. */
export interface EnvironmentArgs<S extends Settings> {
  /** Folder of the project. */
  readonly folder: string;
  /** What may be set in it. */
  readonly settings: S;
  /** On a laptop or in the cloud. */
  readonly kind: Platform["kind"];
  /** What keeps the platform from being used; what could not be read of the settings is not there. */
  readonly problems: (stack: string, values: Partial<Values<S>>) => readonly Problem[];
  /** Makes the platform. */
  readonly platform: (values: Values<S>) => Platform;
  /** Class of the ingress controller, for whoever only looks at it. @default traefik */
  readonly ingressClass?: (values: Values<S>) => string;
  /** Where the certificate of an Ingress comes from. @default no TLS */
  readonly tls?: (values: Values<S>) => Site["tls"];
  /** Runs there. What is refused before need not wait until it is loaded. */
  readonly program: Program<S>;
}

/** One environment of a project, which can be run for a stack. */
export type Environment = (name: string, source: ConfigSource, options: RunOptions) => Promise<Application>;

/** Makes an environment: everything that is wrong is reported at once, and only then is anything made. */
export function environment<S extends Settings>({ folder, settings, kind, problems, platform, ingressClass, tls, program }: EnvironmentArgs<S>): Environment {
  return async (name, source, { rendering = false, previous }) => {
    const checked = checkSettings(settings, source);
    const found = [...checked.problems, ...(rendering ? [] : problems(source.stack, checked.values))];
    if (found.length > 0) throw new InputError(found);
    const values = checked.values as Values<S>;
    const certificate = tls?.(values);
    // Asked while nothing is being made, not even a provider: an engine that keeps its state in files cannot read it while it writes it.
    const data = (await previous?.()) ?? {};
    return program(values, {
      environment: name,
      folder,
      platform: rendering ? renderingPlatform(kind, ingressClass?.(values)) : platform(values),
      previous: data,
      ...(certificate === undefined ? {} : { tls: certificate }),
    });
  };
}
