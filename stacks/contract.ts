import { z } from "zod";
import { defineOutputs, toJsonSchema } from "@moorage/outputs";

/** What other teams may rely on. */
export const boardV1 = defineOutputs("board", 1, {
  public: {
    /** Address from outside. */
    url: z.url(),
    /** Namespace of the API. */
    namespace: z.string(),
    /** The image that its pods run. */
    image: z.string(),
    /** Name by which the cluster reaches the API. */
    apiHost: z.string(),
    /** Name by which the cluster reaches the database. */
    databaseHost: z.string(),
  },
  secrets: {
    /** How to reach the database, login included. */
    databaseUrl: z.string(),
  },
});

/** Every contract that is kept, as it is published in `contracts/`, with who is known to read it. */
export const contracts = [toJsonSchema(boardV1, { consumers: [{ project: "consumer", stack: "dev", fields: ["url", "databaseUrl"] }] })];
