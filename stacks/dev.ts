import { localEnvironment } from "@moorage/project";
import { ROOT } from "./root.ts";
import { devSettings } from "./settings.ts";

/** board on this machine's cluster, its database beside it. */
export const dev = localEnvironment(ROOT, devSettings, async ({ databasePassword, databaseReaders: readers, host, logLevel, replicas }, site) =>
  (await import("./board.ts")).board({ ...site, readers, settings: { host, logLevel, replicas }, database: { password: databasePassword, username: "postgres" } }),
);
