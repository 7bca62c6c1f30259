import { join } from "node:path";
import { Application } from "@moorage/app";
import type { DataDescription } from "@moorage/app";
import { baseImages } from "@moorage/machine";
import type { Site } from "@moorage/project";

/** What differs between its environments. */
export interface CompositionSettings {
  readonly host: string;
  /** The server that keeps measurements. @default one in the cluster */
  readonly store?: Partial<DataDescription>;
}

/** What of the host's paths the back end answers; every other path is the front end's. */
const BACKEND_PATHS = ["/api", "/data", "/health"];

/** Two programs of one folder of sources, each an image and a service of its own. */
export function composeMigration({ host, store }: CompositionSettings, { platform, environment, folder, previous, tls }: Site) {
  const image = (dockerfile: string) => ({ context: join(folder, "web-application"), dockerfile, version: "v1", buildArgs: { BASE_IMAGE: platform.baseImage(baseImages.python) } });
  return new Application("compose-migration", {
    platform,
    previous,
    namespace: `compose-migration-${environment}`,
    data: { store: { kind: "redis", ...store } },
    services: {
      "api-backend": {
        build: image("Dockerfile.back"),
        port: 5000,
        runtime: "python",
        health: { live: "/health", ready: "/health/ready" },
        replicas: 2,
        config: { LOG_LEVEL: "INFO" },
        secrets: (data) => ({ REDIS_URL: data.store.url }),
      },
      "web-frontend": {
        build: image("Dockerfile.front"),
        port: 8501,
        runtime: "python",
        health: { live: "/_stcore/health", ready: "/" },
        replicas: 2,
        config: { API_URL: "http://api-backend:5000" },
        // A session is a websocket to one replica, and its uploads have to reach the same one.
        exposure: { port: 80, annotations: { "traefik.ingress.kubernetes.io/service.sticky.cookie": "true" } },
      },
    },
    ingress: { host, routes: [{ path: "/", service: "web-frontend" }, ...BACKEND_PATHS.map((path) => ({ path, service: "api-backend" }))], ...(tls === undefined ? {} : { tls }) },
  });
}
