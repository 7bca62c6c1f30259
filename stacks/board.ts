import { join } from "node:path";
import { Application } from "@moorage/app";
import { baseImages } from "@moorage/machine";
import type { BoardArgs } from "./board-args.ts";

/** The board system: an API over PostgreSQL. */
export function board({ folder, environment, platform, settings: { host, logLevel, ...scale }, tls, database, readers, previous }: BoardArgs) {
  return new Application("board", {
    platform,
    namespace: `board-${environment}`,
    previous,
    data: {
      postgres: { kind: "postgres", namespace: `postgresql-${environment}`, serviceName: "postgres-service", name: "board", clients: readers.map((namespace) => ({ namespace })), ...database },
    },
    services: {
      "board-api": {
        build: { context: join(folder, "apps", "board-api"), buildArgs: { BASE_IMAGE: platform.baseImage(baseImages.python) } },
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
