import { z } from "zod";
import { optionalSecret, optionalSetting, secret } from "@moorage/config";
import { cloudEnvironment, host, localEnvironment, managedBy, managedServer, outputsBy, project } from "@moorage/project";
import { tourV1 } from "./contract.ts";

/** Secrets that are the same for every service that takes them, whatever the environment. */
const shared = {
  host: host("tour.xyz"),
  jwtAccessSecret: secret(),
  jwtRefreshSecret: secret(),
  paymentSecretKey: secret(),
  paymentStoreId: secret(),
  /** Whoever else may say who somebody is, in OpenID Connect; without it and the two below nobody else may. */
  oauthIssuer: optionalSetting(z.url("an address"), { example: "https://accounts.example.com" }),
  oauthClientId: optionalSecret(),
  oauthClientSecret: optionalSecret(),
};

const dev = localEnvironment(import.meta.dirname, shared, async (values, site) => (await import("./tour.ts")).tour(values, site));

const prod = cloudEnvironment(import.meta.dirname, { ...shared, ...managedServer("mongo"), ...managedServer("redis"), ...managedServer("nats") }, async (values, site) =>
  (await import("./tour.ts")).tour({ ...values, servers: { mongo: managedBy("mongo", values), redis: managedBy("redis", values), nats: managedBy("nats", values) } }, site),
);

/** Runs the project for the stack that runs now. */
export const runStack = project({ dev, prod }, outputsBy(tourV1));
