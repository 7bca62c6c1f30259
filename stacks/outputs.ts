import * as pulumi from "@pulumi/pulumi";
import type { Application } from "@moorage/app";
import { exportOutputs } from "@moorage/outputs";
import { dataStates } from "@moorage/project";
import { boardV1 } from "./contract.ts";

/** The outputs of a deployed board: what its contract promises, and what its own next deployment is compared with. */
export function outputsOf(app: Application) {
  const { image, exposure } = app.services["board-api"] ?? {};
  const database = app.connection("postgres");
  return {
    ...exportOutputs(boardV1, {
      public: {
        url: app.url ?? "",
        namespace: app.namespace,
        image: pulumi.output(image?.reference ?? ""),
        apiHost: `${exposure?.serviceName ?? ""}.${app.namespace}.svc.cluster.local`,
        databaseHost: database.host,
      },
      secrets: { databaseUrl: database.url },
    }),
    data: dataStates(app),
  };
}
