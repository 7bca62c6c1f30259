import type * as pulumi from "@pulumi/pulumi";
import { Component, InputError } from "@moorage/core";
import type { Connection, Peer } from "@moorage/core";
import { AppNamespace } from "@moorage/namespace";
import { IngressRoutes } from "@moorage/network";
import { RegistrySecret } from "@moorage/secret";
import type { TlsSecret } from "@moorage/secret";
import type { ApplicationArgs } from "./application-args.ts";
import { applicationProblems } from "./application-problems.ts";
import { deployCertificate } from "./certificate.ts";
import { deployData } from "./data.ts";
import type { DataComponent } from "./data.ts";
import type { DataDescriptions } from "./data-description.ts";
import { dependencyOrder } from "./dependency-order.ts";
import { ingressSettings, knownServices, openServices } from "./ingress.ts";
import { deployJob } from "./job.ts";
import type { Job } from "./job.ts";
import type { Surroundings } from "./program.ts";
import { deployService } from "./service.ts";
import type { Service } from "./service.ts";

/**
 * A whole system from one description: namespaces, data, services and the way in. The same description runs on a
 * laptop and in production; the platform decides what differs.
 * @example
 * ```ts
 * import { Application } from "@moorage/app";
 *
 * const shop = new Application("shop", {
 *   platform,
 *   data: { db: { kind: "postgres", mode: "in-cluster" } },
 *   services: {
 *     web: {
 *       build: { context: "apps/web" },
 *       port: 8000,
 *       health: { live: "/health", ready: "/health/ready" },
 *       config: { LOG_LEVEL: "INFO" },
 *       secrets: ({ db }) => ({ DATABASE_URL: db.url }),
 *     },
 *   },
 *   jobs: { tidy: { schedule: "17 3 * * *", imageOf: "web", args: ["tidy"] } },
 *   ingress: { host: "shop.example.com", routes: [{ path: "/", service: "web" }] },
 * });
 * export const url = shop.url;
 * ```
 */
export class Application<D extends DataDescriptions = DataDescriptions> extends Component {
  /** Name of its namespace. */
  readonly namespace: string;
  /** Its namespace, and those that its data has for itself, by name in the cluster. */
  readonly namespaces: Readonly<Record<string, AppNamespace>>;
  /** What it keeps its data in, by name. */
  readonly data: Readonly<Record<keyof D & string, DataComponent>>;
  /** What was made of its services, by name. */
  readonly services: Readonly<Record<string, Service>>;
  /** What was made of its jobs, by name. */
  readonly jobs: Readonly<Record<string, Job>>;
  /** The Secret of the way in's certificate, if the description holds one. */
  readonly certificate: TlsSecret | undefined;
  /** The way in, if there is one. */
  readonly ingress: IngressRoutes | undefined;
  /** Address from outside, if there is a way in with one host. */
  readonly url: string | undefined;

  /** @throws InputError naming everything that is wrong with the description, before anything is registered */
  constructor(name: string, args: ApplicationArgs<D>, opts?: pulumi.ComponentResourceOptions) {
    const problems = applicationProblems(name, args);
    if (problems.length > 0) throw new InputError(problems);
    super("app:Application", name, { ...opts, providers: opts?.providers ?? { kubernetes: args.platform.provider } });
    this.namespace = args.namespace ?? name;
    this.namespaces = this.#namespaces(name, args);
    this.data = this.#data(name, args);
    const around = this.#surroundings(name, args);
    this.services = this.#services(args, around);
    this.jobs = Object.fromEntries(Object.entries(args.jobs ?? {}).map(([each, job]) => [each, deployJob(each, job, around, this.services)]));
    this.certificate = deployCertificate(name, args.ingress?.tls ?? {}, around);
    this.ingress = this.#ingress(name, args);
    this.url = args.ingress?.host === undefined ? undefined : args.platform.url(args.ingress.host, ingressSettings(args.ingress, args).tls !== undefined);
    this.registerOutputs({ namespace: this.namespace, url: this.url });
  }

  /** How to reach what the application keeps its data in. */
  connection(data: keyof D & string): Connection {
    return this.data[data].connection;
  }

  #namespaces(name: string, args: ApplicationArgs<D>): Readonly<Record<string, AppNamespace>> {
    const apart = Object.values<DataDescriptions[string]>(args.data ?? {}).flatMap(({ namespace }) => namespace ?? []);
    const names = [...new Set([this.namespace, ...apart])];
    // The first has the application's own logical name, so that it stays the same when its name in the cluster changes.
    return Object.fromEntries(names.map((each, index) => [each, new AppNamespace(index === 0 ? name : each, { ...args.namespaceSettings, name: each, partOf: name }, this.child())]));
  }

  #data(name: string, args: ApplicationArgs<D>): Readonly<Record<keyof D & string, DataComponent>> {
    const descriptions = Object.entries<DataDescriptions[string]>(args.data ?? {});
    return Object.fromEntries(
      descriptions.map(([each, description]) => {
        const namespace = this.namespaces[description.namespace ?? this.namespace] as AppNamespace;
        return [each, deployData(each, description, { platform: args.platform, namespace, partOf: name, clients: [{ namespace: this.namespace }] }, this.child())];
      }),
    ) as Record<keyof D & string, DataComponent>;
  }

  #surroundings(name: string, { platform, services, jobs = {} }: ApplicationArgs<D>): Surroundings {
    const namespace = (this.namespaces[this.namespace] as AppNamespace).name;
    const builds = [...Object.values(services), ...Object.values(jobs)].some(({ build }) => build !== undefined);
    const pull = builds && platform.pullCredentials !== undefined ? new RegistrySecret(name, { namespace, partOf: name, registry: platform.pullCredentials }, this.child()) : undefined;
    const connections = Object.fromEntries(Object.entries<DataComponent>(this.data).map(([each, { connection }]) => [each, connection]));
    return { platform, namespace, partOf: name, connections, data: this.data, pullSecrets: pull === undefined ? [] : [pull.name], child: (opts) => this.child(opts) };
  }

  #services(args: ApplicationArgs<D>, around: Surroundings): Readonly<Record<string, Service>> {
    const open = openServices(args);
    const made: Record<string, Service> = {};
    for (const each of deploymentOrder(args)) {
      const description = args.services[each] as ApplicationArgs<DataDescriptions>["services"][string];
      const callers: readonly Peer[] = open.has(each) ? [{}] : [{ selector: {} }];
      const after = (description.dependsOn ?? []).flatMap((before) => made[before]?.workload ?? []);
      made[each] = deployService(each, description, around, callers, after);
    }
    return made;
  }

  #ingress(name: string, args: ApplicationArgs<D>): IngressRoutes | undefined {
    if (args.ingress === undefined) return undefined;
    const namespace = this.namespaces[this.namespace] as AppNamespace;
    const exposures = Object.values(this.services).flatMap(({ exposure }) => exposure ?? []);
    return new IngressRoutes(
      name,
      {
        ...ingressSettings(args.ingress, args),
        namespace,
        partOf: name,
        awaitAddress: args.platform.ingressAddresses,
        rules: args.platform.rules,
        knownServices: knownServices(args.services),
        ...(args.ingress.transform === undefined ? {} : { transform: args.ingress.transform }),
      },
      this.child({ dependsOn: [...exposures, ...(this.certificate === undefined ? [] : [this.certificate])] }),
    );
  }
}

/** Every service after those it depends on. */
function deploymentOrder({ services }: Pick<ApplicationArgs<DataDescriptions>, "services">): readonly string[] {
  const ordered = dependencyOrder(Object.fromEntries(Object.entries(services).map(([name, { dependsOn = [] }]) => [name, dependsOn])));
  return "order" in ordered ? ordered.order : [];
}
