import { join } from "node:path";
import { Application } from "@moorage/app";
import type { DataDescription, ServiceDescription } from "@moorage/app";
import { baseImages } from "@moorage/machine";
import type { Site } from "@moorage/project";

/** What differs between its environments. */
export interface CounterSettings {
  readonly host: string;
  readonly layout: "two-services" | "one-pod";
  /** The server that keeps the count. @default one in the cluster */
  readonly redis?: Partial<DataDescription>;
}

/** The counter, and Redis either as a service of its own or beside it. */
export function counter({ host, layout, redis }: CounterSettings, site: Site) {
  const { platform, environment, previous, tls } = site;
  const around = { platform, previous, namespace: `counter-${environment}`, ingress: { host, routes: [{ path: "/", service: "counter" }], ...(tls === undefined ? {} : { tls }) } };
  if (layout === "one-pod") return new Application("counter", { ...around, services: { counter: { ...service(site), config: { REDIS_URL: "redis://localhost:6379/0" }, sidecars: { redis: beside } } } });
  return new Application("counter", {
    ...around,
    data: { redis: { kind: "redis", serviceName: "counter-redis", ...redis } },
    services: { counter: { ...service(site), replicas: 2, secrets: (data) => ({ REDIS_URL: data.redis.url }) } },
  });
}

function service({ platform, folder }: Site): ServiceDescription<never> {
  const node = platform.baseImage(baseImages.node);
  return {
    build: { context: join(folder, "app"), buildArgs: { BUILD_IMAGE: node, BASE_IMAGE: node } },
    port: 3000,
    runtime: "node",
    health: { live: "/api/health", ready: "/api/health/ready" },
    environment: { POD_NAME: { field: "metadata.name" } },
    exposure: { type: "NodePort", ports: [{ name: "http", port: 3000, nodePort: 31_000 }] },
  };
}

/** Containers of a pod share its address: nobody else reaches this one, so it asks for no password. */
const beside = {
  image: "redis:8.2.3-bookworm",
  runtime: "native",
  args: ["redis-server", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
  health: { live: { command: ["redis-cli", "ping"] }, ready: { command: ["redis-cli", "info", "server"] } },
} as const;
