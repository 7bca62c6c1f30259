import { cloudEnvironment, host, localEnvironment, managedBy, managedServer, outputsBy, project } from "@moorage/project";
import { composeMigrationV1 } from "./contract.ts";

const shared = { host: host("app.example.local") };

const dev = localEnvironment(import.meta.dirname, shared, async (values, site) => (await import("./compose-migration.ts")).composeMigration(values, site));

const prod = cloudEnvironment(import.meta.dirname, { ...shared, ...managedServer("store") }, async (values, site) =>
  (await import("./compose-migration.ts")).composeMigration({ ...values, store: managedBy("store", values) }, site),
);

/** Runs the project for the stack that runs now. */
export const runStack = project({ dev, prod }, outputsBy(composeMigrationV1));
