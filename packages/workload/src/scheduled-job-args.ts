import type * as k8s from "@pulumi/kubernetes";
import type { PodSettings } from "@moorage/pod";
import type { TrafficSettings } from "./network-policy.ts";
import type { LabelSettings, PodOwnerArgs, PodOwnerTransforms } from "./pod-owner-args.ts";

/** What is known of a scheduled job before anything is made. A job serves nobody, so nothing is drained when it is stopped. */
export interface ScheduledJobSettings extends Omit<PodSettings, "preStopSeconds" | "drainSeconds">, TrafficSettings, LabelSettings {
  /** When it runs: minute, hour, day of the month, month, day of the week, or a shorthand such as `@daily`. */
  readonly schedule: string;
  /** Time zone of the schedule, by its name in the time zone database. @default Etc/UTC */
  readonly timeZone?: string;
  /** What happens to a run whose time comes while another still runs. @default Forbid: it is left out */
  readonly concurrency?: "Allow" | "Forbid" | "Replace";
  /** Seconds that one run may take, retries included. @default 3600 */
  readonly deadlineSeconds?: number;
  /** Seconds that a run may begin late before it is left out, at least 10: the controller looks no more often. @default 300 */
  readonly startingDeadlineSeconds?: number;
  /** Times that a failed run is tried again. @default 2 */
  readonly retries?: number;
  /** Successful runs that are kept, with their logs. @default 1 */
  readonly keepSuccessful?: number;
  /** Failed runs that are kept, with their logs. @default 3 */
  readonly keepFailed?: number;
  /**
   * Seconds after which a finished run is deleted, though it is among those that are kept.
   * @default never: the counts above decide alone
   */
  readonly ttlSecondsAfterFinished?: number;
  /** Whether no more runs begin. @default false */
  readonly suspend?: boolean;
}

/** Last changes to children before they are registered. */
export interface ScheduledJobTransforms extends PodOwnerTransforms {
  /** Changes the CronJob. @default none */
  readonly cronJob?: (args: k8s.batch.v1.CronJobArgs) => k8s.batch.v1.CronJobArgs;
}

/** What a scheduled job needs. */
export interface ScheduledJobArgs extends ScheduledJobSettings, PodOwnerArgs {
  /** Changes children before they are registered. @default none */
  readonly transform?: ScheduledJobTransforms;
}
