import { Problems } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { podProblems } from "@moorage/pod";
import { trafficProblems } from "./network-policy.ts";
import { controlledNameProblem, oneOfProblem, wholeNumberProblem } from "./plain-values.ts";
import { scheduleProblem } from "./schedule.ts";
import type { ScheduledJobSettings } from "./scheduled-job-args.ts";
import { timeZoneProblem } from "./time-zone.ts";
import { labelProblems } from "./workload-problems.ts";
import type { Checked } from "./workload-problems.ts";

/** The least that each number may be. */
const LEAST = { deadlineSeconds: 1, startingDeadlineSeconds: 10, retries: 0, keepSuccessful: 0, keepFailed: 0, ttlSecondsAfterFinished: 0 };

/** What a job does while it is stopped: it serves nobody, so it goes at once. */
export const stopAtOnce = { preStopSeconds: 0, drainSeconds: 0 };

/**
 * Everything that is wrong with a scheduled job's settings. Of jobs no environment insists on anything.
 * @example
 * ```ts
 * import { scheduledJobProblems } from "@moorage/workload";
 *
 * const problems = scheduledJobProblems("report", { schedule: "30 3 * * 1-5", timeZone: "Europe/Berlin" });
 * ```
 */
export function scheduledJobProblems(name: string, settings: Checked<ScheduledJobSettings>): readonly Problem[] {
  const problems = new Problems(`ScheduledJob ${name}`);
  const { schedule, timeZone, concurrency } = settings;
  problems.include(podProblems(`ScheduledJob ${name}`, name, { ...settings, ...stopAtOnce }));
  problems.check("name", controlledNameProblem(name));
  labelProblems(problems, settings);
  trafficProblems(problems, settings);
  problems.check("schedule", scheduleProblem(schedule));
  if (timeZone !== undefined) problems.check("timeZone", timeZoneProblem(timeZone));
  if (concurrency !== undefined) problems.check("concurrency", oneOfProblem(concurrency, ["Allow", "Forbid", "Replace"]));
  for (const [path, least] of Object.entries(LEAST)) {
    const value = settings[path as keyof typeof LEAST];
    if (value !== undefined) problems.check(path, wholeNumberProblem(value, least));
  }
  return problems.found;
}
