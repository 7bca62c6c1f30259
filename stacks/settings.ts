import { z } from "zod";
import { oneOf, secret, setting, wholeNumber } from "@moorage/config";
import { dnsLabelProblem } from "@moorage/core";
import { host, managedServer } from "@moorage/project";

const MOST_REPLICAS = 100;

const names = z.string().transform((text) => text.split(",").map((name) => name.trim())).refine((all) => all.every((name) => dnsLabelProblem(name) === undefined), "names of namespaces, with commas between them");

/** What may be set in every environment. */
const shared = {
  /** Namespaces of other teams whose programs read the database. */
  databaseReaders: setting(names, { example: "consumer-dev", fallback: [] }),
  host: host("board.localhost"),
  logLevel: oneOf(["DEBUG", "INFO", "WARNING", "ERROR"], { example: "INFO", fallback: "INFO" }),
};

/** Every setting of board on a laptop, as `pulumi config` knows it. */
export const devSettings = {
  ...shared,
  databasePassword: secret(),
  replicas: wholeNumber(1, MOST_REPLICAS, { example: "2", fallback: 2 }),
};

/** Every setting of board in production, beside those of every environment in the cloud. */
export const prodSettings = {
  ...shared,
  ...managedServer("database"),
  replicas: wholeNumber(1, MOST_REPLICAS, { example: "3", fallback: 3 }),
  /** Most replicas that load may make of them. */
  maxReplicas: wholeNumber(1, MOST_REPLICAS, { example: "6", fallback: 6 }),
};
