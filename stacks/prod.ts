import { cloudEnvironment, managedBy } from "@moorage/project";
import { ROOT } from "./root.ts";
import { prodSettings } from "./settings.ts";

/** board on a cluster in the cloud, its images in a registry, its database managed. */
export const prod = cloudEnvironment(ROOT, prodSettings, async (values, site) => {
  const { host, logLevel, replicas, maxReplicas } = values;
  const { board } = await import("./board.ts");
  return board({ ...site, readers: values.databaseReaders, settings: { host, logLevel, replicas, autoscaling: { min: replicas, max: maxReplicas } }, database: managedBy("database", values) });
});
