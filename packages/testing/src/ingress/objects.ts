/** One path of an Ingress. */
export interface IngressPath {
  readonly path?: string;
  readonly pathType: "Exact" | "Prefix" | "ImplementationSpecific";
  readonly backend: { readonly service: { readonly name: string; readonly port: { readonly number?: number; readonly name?: string } } };
}

/** An Ingress as it is registered or as the API server has it, as far as requests go. */
export interface IngressObject {
  readonly metadata: { readonly name?: string; readonly namespace?: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: { readonly rules: readonly { readonly host?: string; readonly http: { readonly paths: readonly IngressPath[] } }[] };
}

/** A Middleware of Traefik, of the one kind that is used here. */
export interface MiddlewareObject {
  readonly metadata: { readonly name?: string; readonly namespace?: string };
  readonly spec: { readonly stripPrefix?: { readonly prefixes: readonly string[] } };
}

/** What a cluster has for a controller to read. */
export interface Routing {
  readonly ingresses: readonly IngressObject[];
  /** @default none */
  readonly middlewares?: readonly MiddlewareObject[];
}

/** What a request is answered by. */
export interface Answer {
  /** Name of the Service. */
  readonly service: string;
  /** Port of the Service. */
  readonly port: number | string;
  /** The path that the Service is asked for. */
  readonly path: string;
}

/** One path of some Ingress, with what it is a path of. */
export interface Entry {
  readonly host: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
  readonly said: IngressPath;
}

/** Every path of some Ingresses, in their order. */
export function entriesOf(ingresses: readonly IngressObject[]): readonly Entry[] {
  return ingresses.flatMap(({ metadata: { annotations = {} }, spec }) => spec.rules.flatMap(({ host, http }) => http.paths.map((said) => ({ host, annotations, said }))));
}

/** What an entry leads to, when the Service is asked for `path`. */
export function answerOf({ said: { backend } }: Entry, path: string): Answer {
  const { name, port } = backend.service;
  return { service: name, port: port.number ?? port.name ?? "", path };
}
