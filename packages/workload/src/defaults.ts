import { deepFrozen } from "@moorage/core";

/** Seconds after which the engine gives up waiting for a rollout. */
export const engineTimeoutSeconds = 600;

const deployment = {
  /** Pods where neither the workload nor its environment says how many. */
  replicas: 1,
  /** Percent of the CPU that pods request, from which on an autoscaler adds some. */
  cpuPercent: 70,
  /** Pods that may be gone at a time while nodes are drained. */
  maxUnavailable: 1,
  /** Seconds without progress after which a rollout has failed: sooner than the engine gives up, so that the reason is heard. */
  progressDeadlineSeconds: 300,
  /** Old revisions kept for a rollback. */
  revisionHistoryLimit: 5,
} satisfies Readonly<Record<string, unknown>>;

const statefulSet = {
  /** Pods where the workload does not say how many: what more of them mean depends on the program. */
  replicas: 1,
  /** Every pod at once: members of a cluster that become ready together would wait for each other for ever one by one. */
  podManagement: "Parallel",
  /** One node at a time. */
  accessMode: "ReadWriteOnce",
} satisfies Readonly<Record<string, unknown>>;

const cronJob = {
  timeZone: "Etc/UTC",
  concurrency: "Forbid",
  /** Seconds that one run may take, retries included. */
  deadlineSeconds: 3600,
  /** Seconds that a run may begin late before it is left out. */
  startingDeadlineSeconds: 300,
  /** Times that a failed run is tried again. */
  retries: 2,
  /** Runs kept for their logs. */
  keepSuccessful: 1,
  keepFailed: 3,
} satisfies Readonly<Record<string, unknown>>;

/** Defaults of Workload; those of its pods are the defaults of every pod. */
export const workloadDefaults = deepFrozen(deployment);

/** Defaults of StatefulWorkload, beside those that it shares with Workload. */
export const statefulWorkloadDefaults = deepFrozen(statefulSet);

/** Defaults of ScheduledJob. */
export const scheduledJobDefaults = deepFrozen(cronJob);
