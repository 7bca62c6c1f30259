import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { scheduledJobDefaults } from "./defaults.ts";
import { PodOwner } from "./pod-owner.ts";
import { podTemplate } from "./pod-template.ts";
import type { ScheduledJobArgs } from "./scheduled-job-args.ts";
import { scheduledJobProblems, stopAtOnce } from "./scheduled-job-problems.ts";
import { refuse } from "./workload-problems.ts";

/**
 * Pods that run to their end at certain times: a hardened CronJob. A run that fails is tried again in a new pod, and the
 * old one stays for its logs.
 * @example
 * ```ts
 * import { ScheduledJob } from "@moorage/workload";
 *
 * const report = new ScheduledJob("report", {
 *   namespace: namespace.name,
 *   image,
 *   command: ["python", "-m", "report"],
 *   schedule: "30 3 * * 1-5",
 *   timeZone: "Europe/Berlin",
 * }, opts);
 * ```
 */
export class ScheduledJob extends PodOwner {
  /** What starts a Job whenever it is time. */
  readonly cronJob: k8s.batch.v1.CronJob;
  /** Name of the CronJob. */
  readonly name: pulumi.Output<string>;

  /** @throws InputError naming everything that is wrong with the arguments, before anything is registered */
  constructor(name: string, args: ScheduledJobArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse(scheduledJobProblems(name, args));
    super("workload:ScheduledJob", name, args, opts);
    this.cronJob = this.#cronJob(name, args);
    this.name = this.cronJob.metadata.name;
    this.registerOutputs({ name: this.name });
  }

  #cronJob(name: string, args: ScheduledJobArgs): k8s.batch.v1.CronJob {
    const made: k8s.batch.v1.CronJobArgs = {
      metadata: this.metadata(name),
      spec: {
        schedule: args.schedule,
        timeZone: args.timeZone ?? scheduledJobDefaults.timeZone,
        concurrencyPolicy: args.concurrency ?? scheduledJobDefaults.concurrency,
        startingDeadlineSeconds: args.startingDeadlineSeconds ?? scheduledJobDefaults.startingDeadlineSeconds,
        successfulJobsHistoryLimit: args.keepSuccessful ?? scheduledJobDefaults.keepSuccessful,
        failedJobsHistoryLimit: args.keepFailed ?? scheduledJobDefaults.keepFailed,
        suspend: args.suspend ?? false,
        jobTemplate: { metadata: { labels: this.labels }, spec: this.#job(name, args) },
      },
    };
    return new k8s.batch.v1.CronJob(name, args.transform?.cronJob?.(made) ?? made, this.podsChild());
  }

  #job(name: string, args: ScheduledJobArgs): k8s.types.input.batch.v1.JobSpec {
    return {
      activeDeadlineSeconds: args.deadlineSeconds ?? scheduledJobDefaults.deadlineSeconds,
      backoffLimit: args.retries ?? scheduledJobDefaults.retries,
      ...(args.ttlSecondsAfterFinished === undefined ? {} : { ttlSecondsAfterFinished: args.ttlSecondsAfterFinished }),
      template: podTemplate(name, { ...args, ...stopAtOnce }, this.labels, { serviceAccountName: this.serviceAccount.metadata.name, restartPolicy: "Never" }),
    };
  }
}
