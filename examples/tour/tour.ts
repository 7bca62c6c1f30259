import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { Application } from "@moorage/app";
import type { DataDescription, ServiceDescription } from "@moorage/app";
import { baseImages } from "@moorage/machine";
import type { Site } from "@moorage/project";
import { routes } from "./routes.ts";

type Secret = pulumi.Output<string>;
type Server = Partial<DataDescription>;

/** What differs between its environments. */
export interface TourSettings {
  readonly host: string;
  readonly jwtAccessSecret: Secret;
  readonly jwtRefreshSecret: Secret;
  readonly paymentSecretKey: Secret;
  readonly paymentStoreId: Secret;
  readonly oauthIssuer: string | undefined;
  readonly oauthClientId: Secret | undefined;
  readonly oauthClientSecret: Secret | undefined;
  /** Servers that others look after. @default all of them in the cluster */
  readonly servers?: { readonly mongo: Server; readonly redis: Server; readonly nats: Server };
}

/** Seven services, a database each for five of them, and what carries their events. Databases in the cluster ask for little: all is to fit two cores. */
export function tour(settings: TourSettings, site: Site) {
  const { host, jwtAccessSecret: JWT_ACCESS_SECRET, servers } = settings;
  const mongo = (name: string) => ({ kind: "mongo", name, ...(servers?.mongo ?? { resources: { requests: { cpu: "50m" }, limits: { cpu: "1" } } }) }) as const;
  const service = (name: string, secrets?: ServiceDescription<Data>["secrets"], config: Config = {}) => node(name, site, secrets, config);
  return new Application("tour", {
    platform: site.platform,
    previous: site.previous,
    namespace: `tour-${site.environment}`,
    data: {
      "auth-mongo": mongo("auth"),
      "booking-mongo": mongo("booking"),
      "payment-mongo": mongo("payment"),
      "review-mongo": mongo("review"),
      "tour-mongo": mongo("tour"),
      redis: { kind: "redis", serviceName: "expiration-redis", ...servers?.redis },
      nats: { kind: "nats", ...servers?.nats },
    },
    services: {
      auth: service("auth", (data) => ({ MONGO_URI: data["auth-mongo"].url, NATS_URL: data.nats.url, JWT_ACCESS_SECRET, JWT_REFRESH_SECRET: settings.jwtRefreshSecret, ...oauth(settings) }), oauthConfig(settings, site)),
      booking: service("booking", (data) => ({ MONGO_URI: data["booking-mongo"].url, NATS_URL: data.nats.url, JWT_ACCESS_SECRET })),
      expiration: { ...service("expiration", ({ redis, nats }) => ({ REDIS_URL: redis.url, NATS_URL: nats.url })), exposure: false },
      payment: service("payment", (data) => ({ MONGO_URI: data["payment-mongo"].url, NATS_URL: data.nats.url, JWT_ACCESS_SECRET, PAYMENT_SECRET_KEY: settings.paymentSecretKey, PAYMENT_STORE_ID: settings.paymentStoreId })),
      review: service("review", (data) => ({ MONGO_URI: data["review-mongo"].url, NATS_URL: data.nats.url, JWT_ACCESS_SECRET })),
      tour: service("tour", (data) => ({ MONGO_URI: data["tour-mongo"].url, NATS_URL: data.nats.url, JWT_ACCESS_SECRET })),
      client: service("client", undefined, { TOUR_URL: "http://tour:3000" }),
    },
    ingress: { host, routes, ...(site.tls === undefined ? {} : { tls: site.tls }) },
  });
}

type Config = Readonly<Record<string, string>>;
type Data = "auth-mongo" | "booking-mongo" | "payment-mongo" | "review-mongo" | "tour-mongo" | "redis" | "nats";

function node(name: string, { platform, folder }: Site, secrets: ServiceDescription<Data>["secrets"], config: Config): ServiceDescription<Data> {
  return {
    build: { context: join(folder, "services"), dockerfile: `${name}/Dockerfile`, repository: `tour-${name}`, buildArgs: { BASE_IMAGE: platform.baseImage(baseImages.node) } },
    port: 3000,
    runtime: "node",
    health: { live: "/health", ready: "/health/ready" },
    replicas: 2,
    config: { NODE_ENV: "production", ...(secrets === undefined ? {} : { NATS_CLUSTER_ID: "tour" }), ...config },
    // A server of events refuses two clients of one name, and no two pods share theirs.
    environment: { NATS_CLIENT_ID: { field: "metadata.name" } },
    ...(secrets === undefined ? {} : { secrets }),
  };
}

function oauthConfig({ host, oauthIssuer }: TourSettings, { platform, tls }: Site): Config {
  return oauthIssuer === undefined ? {} : { OAUTH_ISSUER: oauthIssuer, OAUTH_REDIRECT_URI: `${platform.url(host, tls !== undefined)}/api/v1/oauth2/callback` };
}

function oauth({ oauthClientId, oauthClientSecret }: TourSettings): Readonly<Record<string, Secret>> {
  return oauthClientId === undefined || oauthClientSecret === undefined ? {} : { OAUTH_CLIENT_ID: oauthClientId, OAUTH_CLIENT_SECRET: oauthClientSecret };
}
