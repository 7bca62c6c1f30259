import { deepFrozen } from "@moorage/core";
import type { Memory, Resources } from "@moorage/core";

const defaults = {
  replicas: 1,
  /** A Python or Node.js server; limits are twice the requests. */
  resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "200m", memory: "512Mi" } },
  /** Space in `/tmp`, the only writable folder. */
  scratch: "64Mi",
  /** Seconds that a pod goes on serving after it was told to stop, until every proxy has heard of it. */
  preStopSeconds: 10,
  /** Seconds from being told to stop until being killed: the above and time to finish requests. */
  terminationGraceSeconds: 45,
  /** Seconds without progress after which a rollout has failed; the engine itself gives up after 600. */
  progressDeadlineSeconds: 300,
  /** Old revisions kept for a rollback. */
  revisionHistoryLimit: 5,
} satisfies Readonly<Record<string, unknown>> & { readonly resources: Resources; readonly scratch: Memory };

/** Defaults of Workload. */
export const workloadDefaults = deepFrozen(defaults);
