import { join } from "node:path";
import { Application } from "@moorage/app";
import type { DataDescription, IngressDescription, ServiceDescription } from "@moorage/app";
import type { DataState } from "@moorage/data";
import { baseImages } from "@moorage/machine";
import type { Platform } from "@moorage/platform";

/** What differs between the environments of board. */
export interface BoardArgs {
  /** Root folder of the clone. */
  readonly root: string;
  /** Name of the environment; ends the names of its namespaces. */
  readonly environment: string;
  readonly platform: Platform;
  readonly settings: Pick<ServiceDescription, "replicas" | "autoscaling"> & { readonly host: string; readonly logLevel: string };
  /** Where the Ingress's certificate comes from. @default no TLS */
  readonly tls?: IngressDescription["tls"];
  readonly database: Pick<DataDescription, "password" | "username" | "managed" | "certificateAuthority">;
  readonly previous: Readonly<Record<string, DataState>>;
}

/** The board system: an API over PostgreSQL. */
export function board({ root, environment, platform, settings: { host, logLevel, ...scale }, tls, database, previous }: BoardArgs) {
  return new Application("board", {
    platform,
    namespace: `board-${environment}`,
    previous,
    data: {
      postgres: { kind: "postgres", namespace: `postgresql-${environment}`, serviceName: "postgres-service", name: "board", ...database },
    },
    services: {
      "board-api": {
        build: { context: join(root, "apps", "board-api"), buildArgs: { BASE_IMAGE: platform.baseImage(baseImages.python) } },
        port: 8000,
        health: { live: "/health", ready: "/health/ready" },
        config: { LOG_LEVEL: logLevel, API_PORT: "8000" },
        secrets: ({ postgres }) => ({ DATABASE_URL: postgres.url }),
        ...scale,
      },
    },
    ingress: { host, routes: [{ path: "/", service: "board-api" }], ...(tls === undefined ? {} : { tls }) },
  });
}
