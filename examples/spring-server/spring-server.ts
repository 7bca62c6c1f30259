import { join } from "node:path";
import { Application } from "@moorage/app";
import { baseImages } from "@moorage/machine";
import type { Site } from "@moorage/project";

/** One image, as many replicas as are asked for, and a port of every node that leads to them. */
export function springServer(replicas: number, { platform, environment, folder }: Site) {
  return new Application("spring-server", {
    platform,
    namespace: `spring-server-${environment}`,
    services: {
      "spring-server": {
        build: { context: join(folder, "server"), buildArgs: { BUILD_IMAGE: platform.baseImage(baseImages.maven), BASE_IMAGE: platform.baseImage(baseImages.jre) } },
        port: 8080,
        runtime: "java",
        // A JVM that shares a busy processor with two others takes its time.
        health: { live: "/actuator/health/liveness", ready: "/actuator/health/readiness", startupSeconds: 180 },
        replicas,
        environment: { POD_NAME: { field: "metadata.name" } },
        exposure: { type: "NodePort", ports: [{ name: "http", port: 8080, nodePort: 30_000 }] },
      },
    },
  });
}
