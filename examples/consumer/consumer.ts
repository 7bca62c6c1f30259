import { join } from "node:path";
import { Application } from "@moorage/app";
import { baseImages } from "@moorage/machine";
import { readContract } from "@moorage/project";
import type { Site } from "@moorage/project";
import { boardV1 } from "@moorage/stacks/contract";

const POSTGRES = 5432;

/** A report on the cards of board. All that is known of board is its contract. */
export function consumer(producer: string, site: Site) {
  const { platform, environment, folder } = site;
  const board = readContract(boardV1, { project: "moorage", stack: producer }, site);
  return new Application("consumer", {
    platform,
    namespace: `consumer-${environment}`,
    services: {
      report: {
        build: { context: join(folder, "report"), buildArgs: { BASE_IMAGE: platform.baseImage(baseImages.python) } },
        port: 8080,
        runtime: "python",
        health: { live: "/health", ready: "/health/ready" },
        replicas: 2,
        config: { BOARD_URL: board.url },
        secrets: { DATABASE_URL: board.databaseUrl },
        // The database is in a namespace of board's, or outside the cluster.
        to: [{ ports: [POSTGRES] }],
      },
    },
  });
}
