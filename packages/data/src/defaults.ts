import { deepFrozen } from "@moorage/core";
import type { Memory, Resources } from "@moorage/core";

const defaults = {
  image: "postgres:17.6-bookworm",
  port: 5432,
  storage: "1Gi",
  resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
  /** Seconds for a clean shutdown, which a database needs to start again without recovery. */
  terminationGraceSeconds: 60,
} satisfies Readonly<Record<string, unknown>> & { readonly storage: Memory; readonly resources: Resources };

/** Defaults of Postgres. */
export const postgresDefaults = deepFrozen(defaults);
