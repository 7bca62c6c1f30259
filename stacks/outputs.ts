import * as pulumi from "@pulumi/pulumi";
import type { Application } from "@moorage/app";
import { dataStates } from "@moorage/project";
import type { Previous } from "@moorage/project";

/** What other programs may rely on. */
export interface BoardOutputs {
  /** Address from outside. */
  readonly url: string | undefined;
  /** Namespace of the API. */
  readonly namespace: string;
  /** The image that its pods run. */
  readonly image: pulumi.Output<string>;
  /** Name by which the cluster reaches the database. */
  readonly database: string;
  /** What data is kept in; the next deployment is compared with it. */
  readonly data: Previous;
}

/** The outputs of a deployed board. */
export function outputsOf(app: Application): BoardOutputs {
  return {
    url: app.url,
    namespace: app.namespace,
    image: pulumi.output(app.services["board-api"]?.image.reference ?? ""),
    database: app.connection("postgres").host,
    data: dataStates(app),
  };
}
